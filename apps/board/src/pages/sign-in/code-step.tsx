import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ChallengeView, SecondFactor } from '@bongsu/access/contract';
import { useSession } from '../../app/session';
import { AccountFailure } from '../../parts/account-failure';

/** The second step: the code of the app, or a recovery code in its place. */
export function CodeStep({ challenge, onBack }: { challenge: ChallengeView; onBack: () => void }) {
  const { t } = useTranslation();
  const { completeSignIn } = useSession();
  const [factor, setFactor] = useState<SecondFactor>('totp');
  const [code, setCode] = useState('');
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const recovery = factor === 'recovery-code';

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setPending(true);
    setError(null);
    completeSignIn({ challenge: challenge.challenge, factor, code })
      .catch(setError)
      .finally(() => setPending(false));
  };
  return (
    <form onSubmit={submit} aria-label={t('account.codeStep.title')}>
      <Stack gap="md">
        <Text size="sm">{t(recovery ? 'account.codeStep.recovery' : 'account.codeStep.totp')}</Text>
        <TextInput
          key={factor}
          label={t(recovery ? 'account.codeStep.recoveryCode' : 'account.codeStep.code')}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          autoComplete="one-time-code"
          {...(recovery ? {} : { inputMode: 'numeric' as const, maxLength: 8 })}
          autoFocus
          required
          size="md"
        />
        <AccountFailure error={error} />
        <Button type="submit" size="md" loading={pending} fullWidth>
          {t('account.codeStep.submit')}
        </Button>
        <Group justify="space-between">
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={() => {
              setFactor(recovery ? 'totp' : 'recovery-code');
              setCode('');
              setError(null);
            }}
          >
            {t(recovery ? 'account.codeStep.useTotp' : 'account.codeStep.useRecovery')}
          </Button>
          <Button variant="subtle" color="gray" size="compact-sm" onClick={onBack}>
            {t('account.codeStep.back')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
