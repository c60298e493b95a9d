import { Alert, Button, Group, Modal, type ModalProps, Stack } from '@mantine/core';
import { IconUserEdit } from '@tabler/icons-react';
import { type ReactNode, type SubmitEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

/**
 * A dialogue that asks for something and then does it: fields, what went wrong, and the two ways out. It is sent on what stands at that moment, so it
 * says when that is no longer what stood there as it was opened; what was typed stays.
 */
export function FormModal({
  title,
  size,
  submit,
  danger = false,
  pending,
  incomplete = false,
  failure,
  stands,
  onSubmit,
  onClose,
  children,
  below,
}: {
  title: string;
  size?: NonNullable<ModalProps['size']>;
  submit: string;
  danger?: boolean;
  pending: boolean;
  /** Something is missing without which it cannot be done. */
  incomplete?: boolean;
  failure: ReactNode;
  /** The present value, in words, of what the dialogue changes. */
  stands?: string | undefined;
  onSubmit: (form: FormData) => void;
  onClose: () => void;
  children: ReactNode;
  /** What is there to be read, under the two ways out. */
  below?: ReactNode;
}) {
  const { t } = useTranslation();
  const [stood] = useState(stands);
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
        <div role="status">
          {stands !== undefined && stands !== stood && !pending && (
            <Alert color="orange" mb="md" icon={<IconUserEdit size={18} aria-hidden />}>
              {t('parts.meanwhile', { now: stands })}
            </Alert>
          )}
        </div>
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
          {below}
        </Stack>
      </form>
    </Modal>
  );
}
