import { Alert, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChallengeView } from '@bongsu/access/contract';
import { ApiError } from '../../api/problem';
import { useSession } from '../../app/session';
import { AccountFailure } from '../../parts/account-failure';

/** E-mail address and password; when a second factor is needed, `onChallenge` goes on. */
export function PasswordStep({ onChallenge }: { onChallenge: (challenge: ChallengeView) => void }) {
  const { t } = useTranslation();
  const { signIn } = useSession();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setPending(true);
    setError(null);
    signIn({ email: text(form, 'email').trim(), password: text(form, 'password') })
      .then((challenge) => {
        if (challenge !== null) onChallenge(challenge);
      })
      .catch(setError)
      .finally(() => setPending(false));
  };
  const refused = error instanceof ApiError && error.unauthenticated;
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <TextInput name="email" type="email" label={t('shell.signIn.email')} autoComplete="username" required autoFocus size="md" />
        <PasswordInput name="password" label={t('shell.signIn.password')} autoComplete="current-password" required size="md" />
        <div role="alert">
          {refused && (
            <Alert color="red" role="presentation">
              {t('shell.signIn.wrong')}
            </Alert>
          )}
        </div>
        {!refused && <AccountFailure error={error} />}
        <Button type="submit" size="md" loading={pending} fullWidth>
          {t('shell.signIn.submit')}
        </Button>
        <Text size="xs" c="dimmed">
          {t('shell.signIn.forgotten')}
        </Text>
        <Text size="xs" c="dimmed">
          {t('shell.signIn.demo')}
        </Text>
      </Stack>
    </form>
  );
}

function text(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
