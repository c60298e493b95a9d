import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type OwnSecurity, passwordLengths } from '@bongsu/access/contract';
import { accountKeys } from '../../data/account';
import { useDeed } from '../../data/deed';
import { AccountFailure } from '../../parts/account-failure';
import { fieldError } from '../../parts/field-error';
import { PROOF_FIELDS, ProofFields, useProof } from './proof-fields';

/** A new password of one's own. Pasting is welcome: a password manager knows better ones than people do. */
export function PasswordForm({ security }: { security: OwnSecurity }) {
  const { t } = useTranslation();
  const proof = useProof(security.secondFactor !== null);
  const [next, setNext] = useState('');
  const [repeated, setRepeated] = useState('');
  const deed = useDeed([accountKeys.me, accountKeys.security, accountKeys.sessions], { quiet: true });
  const differs = repeated !== '' && repeated !== next;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (repeated !== next) return;
        deed.do({ path: '/me/password', body: { proof: proof.proof, newPassword: next } }, () => {
          proof.clear();
          setNext('');
          setRepeated('');
          notifications.show({ color: 'teal', message: t('account.password.done') });
        });
      }}
    >
      <Stack gap="md" maw={460}>
        <ProofFields of={proof} error={deed.error} />
        <PasswordInput
          label={t('account.password.new')}
          value={next}
          onChange={(event) => setNext(event.currentTarget.value)}
          autoComplete="new-password"
          maxLength={passwordLengths.most}
          required
          error={fieldError(deed.error, 'newPassword')}
        />
        <Text size="xs" c="dimmed">
          {t('account.password.hint', { count: security.passwordLeast })}
        </Text>
        <PasswordInput
          label={t('account.password.repeat')}
          value={repeated}
          onChange={(event) => setRepeated(event.currentTarget.value)}
          autoComplete="new-password"
          required
          error={differs ? t('account.password.differs') : undefined}
        />
        <AccountFailure error={deed.error} fields={[...PROOF_FIELDS, 'newPassword']} />
        <Group>
          <Button type="submit" loading={deed.pending} disabled={differs}>
            {t('account.password.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
