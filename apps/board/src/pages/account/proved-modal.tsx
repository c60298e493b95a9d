import { Button, Group, Modal, Stack } from '@mantine/core';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PasskeyTrouble } from './passkey-trouble';

/** A form whose act may fail; it stays open then, with what went wrong. */
export function ProvedModal({
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
