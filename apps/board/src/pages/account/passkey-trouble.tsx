import { Alert, Anchor, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/problem';
import { PasskeyAborted, useSignInWays } from '../../data/passkeys';
import { english } from '../../i18n/en';
import { Failure } from '../../parts/failure';

type Said = keyof typeof english.signInWays.passkeys.refusal;

/** What went wrong with a passkey or a proof, in the reader's language where it is one of the expected things. */
export function PasskeyTrouble({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (error === null) return null;
  if (error instanceof PasskeyAborted)
    return (
      <Alert color="yellow" role="alert">
        {t('signInWays.passkeys.aborted')}
      </Alert>
    );
  const code = error instanceof ApiError ? error.problem?.code : undefined;
  if (!isSaid(code)) return <Failure error={error} />;
  return (
    <Alert color="red" role="alert">
      {t(`signInWays.passkeys.refusal.${code}`)}
      {code === 'access.sign-in-again' && <ProveAtMinistry />}
    </Alert>
  );
}

/** The way to prove anew who one is, for whoever has no password here; it leads back to this page. */
function ProveAtMinistry() {
  const { t } = useTranslation();
  if (useSignInWays().data?.oidc !== true) return null;
  const address = `/api/v1/sessions/oidc?${new URLSearchParams({ again: 'true', returnTo: location.pathname }).toString()}`;
  return (
    <Text size="sm" mt={6}>
      <Anchor href={address}>{t('signInWays.again')}</Anchor>
    </Text>
  );
}

const isSaid = (code: string | undefined): code is Said => code !== undefined && Object.hasOwn(english.signInWays.passkeys.refusal, code);
