import { PasswordInput, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Proof } from '@bongsu/access/contract';
import { useOwnSecurity } from '../../data/account';

/** What the server asks as a proof of presence: nothing of somebody who has no password here. */
export interface ProofAsked {
  readonly password: boolean;
  readonly code: boolean;
}

export function useProofAsked(): ProofAsked | undefined {
  const security = useOwnSecurity();
  return security.data === undefined
    ? undefined
    : { password: security.data.passwordSetAt !== null, code: security.data.secondFactor !== null };
}

export function PasskeyProofFields({ asked }: { asked: ProofAsked }) {
  const { t } = useTranslation();
  if (!asked.password) return null;
  return (
    <>
      <Text size="sm" c="dimmed">
        {t('signInWays.passkeys.proofIntro')}
      </Text>
      <PasswordInput
        name="proofPassword"
        label={t('signInWays.passkeys.proofPassword')}
        autoComplete="current-password"
        required
        data-autofocus
      />
      {asked.code && (
        <TextInput name="proofCode" label={t('signInWays.passkeys.proofCode')} autoComplete="one-time-code" inputMode="numeric" required />
      )}
    </>
  );
}

export function proofIn(form: FormData, asked: ProofAsked): Proof | undefined {
  if (!asked.password) return undefined;
  const code = textIn(form, 'proofCode').trim();
  return { password: textIn(form, 'proofPassword'), ...(code === '' ? {} : { code }) };
}

export function textIn(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
}
