import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PasskeyView } from '@bongsu/access/contract';
import { send } from '../../api/client';
import { addPasskey } from '../../data/passkeys';
import { type ProofAsked, PasskeyProofFields, proofIn, textIn } from './passkey-proof';
import { PasskeyTrouble } from './passkey-trouble';

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

/** A form whose act may fail; it stays open then, with what went wrong. */
function ProvedModal({
  title,
  submit,
  danger = false,
  act,
  onDone,
  onClose,
  children,
}: {
  title: string;
  submit: string;
  danger?: boolean;
  act: (form: FormData) => Promise<unknown>;
  onDone: () => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const onSubmit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setPending(true);
    setError(null);
    act(new FormData(event.currentTarget))
      .then(onDone)
      .catch(setError)
      .finally(() => setPending(false));
  };
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('parts.close') }}>
      <form onSubmit={onSubmit}>
        <Stack gap="md">
          {children}
          <PasskeyTrouble error={error} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t('parts.cancel')}
            </Button>
            <Button type="submit" loading={pending} {...(danger ? { color: 'red' } : {})}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
