import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RecoveryCodes, TotpEnrolment } from '@bongsu/access/contract';
import { useDeed } from '../../data/deed';
import { AccountFailure } from '../../parts/account-failure';
import { fieldError } from '../../parts/field-error';
import { OnceShown } from './once-shown';
import { PROOF_FIELDS, ProofFields, useProof } from './proof-fields';
import { QrCode } from './qr-code';

/** Setting up an authenticator app: prove, scan, confirm. `onDone` gets the recovery codes, which are shown once. */
export function FactorSetup({ onDone }: { onDone: (codes: readonly string[]) => void }) {
  const { t } = useTranslation();
  const proof = useProof(false);
  const [enrolment, setEnrolment] = useState<TotpEnrolment | null>(null);
  const deed = useDeed<TotpEnrolment>([], { quiet: true });
  if (enrolment !== null) return <Confirm enrolment={enrolment} onDone={onDone} />;
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        deed.do({ path: '/me/second-factor', body: { proof: proof.proof } }, setEnrolment);
      }}
    >
      <Stack gap="md" maw={460}>
        <ProofFields of={proof} error={deed.error} />
        <AccountFailure error={deed.error} fields={PROOF_FIELDS} />
        <Group>
          <Button type="submit" loading={deed.pending}>
            {t('account.factor.begin')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Confirm({ enrolment: { secret, uri }, onDone }: { enrolment: TotpEnrolment; onDone: (codes: readonly string[]) => void }) {
  const { t } = useTranslation();
  const [code, setCode] = useState('');
  const deed = useDeed<RecoveryCodes>([], { quiet: true });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        deed.do({ path: '/me/second-factor/confirm', body: { code } }, ({ codes }) => onDone(codes));
      }}
    >
      <Stack gap="md" maw={460}>
        <Text size="sm">{t('account.factor.scan')}</Text>
        <QrCode text={uri} label={t('account.factor.qr')} />
        <Text size="sm">{t('account.factor.byHand')}</Text>
        <OnceShown text={secret.replace(/(.{4})(?=.)/g, '$1 ')} label={t('account.factor.byHand')} />
        <TextInput
          label={t('account.factor.confirm')}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          inputMode="numeric"
          autoComplete="one-time-code"
          maxLength={8}
          required
          autoFocus
          error={fieldError(deed.error, 'code')}
        />
        <AccountFailure error={deed.error} fields={['code']} />
        <Group>
          <Button type="submit" loading={deed.pending}>
            {t('account.factor.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
