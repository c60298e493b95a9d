import { Button, Group, Modal, type ModalProps, Stack } from '@mantine/core';
import { type ReactNode, type SubmitEvent } from 'react';
import { useTranslation } from 'react-i18next';

/** A dialogue that asks for something and then does it: fields, what went wrong, and the two ways out. */
export function FormModal({
  title,
  size,
  submit,
  danger = false,
  pending,
  incomplete = false,
  failure,
  onSubmit,
  onClose,
  children,
}: {
  title: string;
  size?: NonNullable<ModalProps['size']>;
  submit: string;
  danger?: boolean;
  pending: boolean;
  /** Something is missing without which it cannot be done. */
  incomplete?: boolean;
  failure: ReactNode;
  onSubmit: (form: FormData) => void;
  onClose: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const send = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onSubmit(new FormData(event.currentTarget));
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': t('parts.close') }}
      {...(size === undefined ? {} : { size })}
    >
      <form onSubmit={send}>
        <Stack gap="md">
          {children}
          {failure}
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {t('parts.cancel')}
            </Button>
            <Button type="submit" loading={pending} disabled={incomplete} {...(danger ? { color: 'red' } : {})}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
