import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure } from './failure';
import { fieldError } from './field-error';
import { FormModal } from './form-modal';
import { ReasonField } from './reason-field';

/** Asks why, then does it. For every decision whose reason is kept. */
export function ReasonModal({
  title,
  label,
  submit,
  required = true,
  danger = false,
  pending,
  error,
  stands,
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
  /** See FormModal. */
  stands?: string | undefined;
  onSubmit: (reason: string) => void;
  onClose: () => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const [reason, setReason] = useState('');
  return (
    <FormModal
      title={title}
      submit={submit}
      danger={danger}
      pending={pending}
      stands={stands}
      failure={error !== null && <Failure error={error} />}
      onSubmit={() => onSubmit(reason.trim())}
      onClose={onClose}
    >
      {children}
      <ReasonField
        label={label ?? t('parts.reason')}
        value={reason}
        onChange={setReason}
        required={required}
        data-autofocus
        error={fieldError(error, 'reason') ?? fieldError(error, 'basis')}
      />
    </FormModal>
  );
}
