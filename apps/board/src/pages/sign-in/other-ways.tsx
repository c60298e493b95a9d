import { Alert, Button, Divider, Stack } from '@mantine/core';
import { IconBuildingBank, IconFingerprint } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SIGN_IN_FAILURE, SIGN_IN_REFERENCE, beginOidcQuerySchema } from '@bongsu/access/contract';
import { ApiError } from '../../api/problem';
import { useSession } from '../../app/session';
import { PasskeyAborted, signInWithPasskey, usePasskeysWork, useSignInWays } from '../../data/passkeys';
import { Failure } from '../../parts/failure';

/** The ways to sign in that need no password here. Nothing is shown where the installation has none. */
export function OtherWays() {
  const { t } = useTranslation();
  const ministry = useSignInWays().data?.oidc === true;
  const passkeys = usePasskeysWork();
  if (!ministry && !passkeys) return null;
  return (
    <Stack gap="sm">
      <Divider label={t('signInWays.or')} labelPosition="center" />
      {ministry && (
        <Button
          component="a"
          href={beginAddress()}
          variant="default"
          size="md"
          fullWidth
          leftSection={<IconBuildingBank size={18} aria-hidden />}
        >
          {t('signInWays.ministry')}
        </Button>
      )}
      {passkeys && <PasskeyButton />}
    </Stack>
  );
}

function PasskeyButton() {
  const { t } = useTranslation();
  const { signedIn } = useSession();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const begin = (): void => {
    setPending(true);
    setError(null);
    signInWithPasskey()
      .then(({ user }) => signedIn(user))
      .catch(setError)
      .finally(() => setPending(false));
  };
  const aborted = error instanceof PasskeyAborted;
  const refused = error instanceof ApiError && error.unauthenticated;
  return (
    <>
      <Button
        variant="default"
        size="md"
        fullWidth
        loading={pending}
        onClick={begin}
        leftSection={<IconFingerprint size={18} aria-hidden />}
      >
        {t('signInWays.passkey')}
      </Button>
      <div role="alert">
        {aborted && (
          <Alert color="yellow" role="presentation">
            {t('signInWays.passkeyAborted')}
          </Alert>
        )}
        {refused && (
          <Alert color="red" role="presentation">
            {t('signInWays.passkeyRefused')}
          </Alert>
        )}
      </div>
      {error !== null && !aborted && !refused && <Failure error={error} />}
    </>
  );
}

/** The page that one wanted, so that one comes back to it. */
function beginAddress(): string {
  const search = new URLSearchParams(location.search);
  search.delete(SIGN_IN_FAILURE);
  search.delete(SIGN_IN_REFERENCE);
  const wanted = `${location.pathname}${search.size > 0 ? `?${search.toString()}` : ''}`;
  const returnTo = beginOidcQuerySchema.safeParse({ returnTo: wanted }).data?.returnTo ?? '/';
  return `/api/v1/sessions/oidc?${new URLSearchParams({ returnTo }).toString()}`;
}
