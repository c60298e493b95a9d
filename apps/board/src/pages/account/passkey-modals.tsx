import { Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PasskeyView } from '@bongsu/access/contract';
import { send } from '../../api/client';
import { addPasskey } from '../../data/passkeys';
import { type ProofAsked, PasskeyProofFields, proofIn, textIn } from './passkey-proof';
import { ProvedModal } from './proved-modal';

interface Closing {
  readonly asked: ProofAsked;
  onDone(): void;
  onClose(): void;
}

export function AddPasskeyModal({ asked, onDone, onClose }: Closing) {
  const { t } = useTranslation();
  return (
    <ProvedModal
      title={t('signInWays.passkeys.addTitle')}
      submit={t('signInWays.passkeys.addSubmit')}
      act={(form) => addPasskey(textIn(form, 'passkeyName').trim(), proofIn(form, asked))}
      onDone={onDone}
      onClose={onClose}
    >
      <PasskeyProofFields asked={asked} />
      <TextInput
        name="passkeyName"
        label={t('signInWays.passkeys.name')}
        placeholder={t('signInWays.passkeys.namePlaceholder')}
        maxLength={60}
        required
        autoComplete="off"
      />
    </ProvedModal>
  );
}

export function RemovePasskeyModal({ passkey, asked, onDone, onClose }: Closing & { passkey: PasskeyView }) {
  const { t } = useTranslation();
  return (
    <ProvedModal
      danger
      title={t('signInWays.passkeys.removeTitle', { name: passkey.name })}
      submit={t('signInWays.passkeys.removeSubmit')}
      act={(form) => {
        const proof = proofIn(form, asked);
        return send('POST', `/me/passkeys/${passkey.id}/remove`, { body: proof === undefined ? {} : { proof } });
      }}
      onDone={onDone}
      onClose={onClose}
    >
      <Text size="sm">{t('signInWays.passkeys.removeHint')}</Text>
      <PasskeyProofFields asked={asked} />
    </ProvedModal>
  );
}
