import { PasswordInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Proof } from '@bongsu/access/contract';
import { fieldError } from '../../parts/field-error';

export const PROOF_FIELDS = ['proof.password', 'proof.code'] as const;

/** What is typed to prove that one is at the keyboard, and what of it is sent. */
export function useProof(needsCode: boolean) {
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const proof: Proof = { password, ...(needsCode && code !== '' ? { code } : {}) };
  return { needsCode, password, setPassword, code, setCode, proof, clear: () => (setPassword(''), setCode('')) };
}

export function ProofFields({ of, error }: { of: ReturnType<typeof useProof>; error: unknown }) {
  const { t } = useTranslation();
  return (
    <>
      <PasswordInput
        label={t('account.proof.password')}
        value={of.password}
        onChange={(event) => of.setPassword(event.currentTarget.value)}
        autoComplete="current-password"
        required
        error={fieldError(error, 'proof.password')}
      />
      {of.needsCode && (
        <TextInput
          label={t('account.proof.code')}
          description={t('account.proof.codeHint')}
          value={of.code}
          onChange={(event) => of.setCode(event.currentTarget.value)}
          autoComplete="one-time-code"
          required
          error={fieldError(error, 'proof.code')}
        />
      )}
    </>
  );
}
