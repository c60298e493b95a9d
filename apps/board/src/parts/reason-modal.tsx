import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldError } from '../api/problem';
import { Failure } from './failure';

/** Asks why, then does it. For every decision whose reason is kept. */
export function ReasonModal({
  title,
  label,
  submit,
  required = true,
  danger = false,
  pending,
  error,
  onSubmit,
  onClose,
  children,
}: {
  title: string;
  label?: string;
  submit: string;
  required?: boolean;
  danger?: boolean;
  pending: boolean;
  error: unknown;
  onSubmit: (reason: string) => void;
  onClose: () => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('parts.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit(reason.trim());
        }}
      >
        <Stack gap="md">
          {children}
          <Textarea
            label={label ?? t('parts.reason')}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            required={required}
            maxLength={500}
            autosize
            minRows={2}
            data-autofocus
            error={fieldError(error, 'reason') ?? fieldError(error, 'basis')}
          />
          {error !== null && <Failure error={error} />}
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
