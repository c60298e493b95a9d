import { type ReactNode, useState } from 'react';
import { FormModal } from '../../parts/form-modal';
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
  const [pending, setPending] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const perform = (form: FormData): void => {
    setPending(true);
    setError(null);
    act(form)
      .then(onDone)
      .catch(setError)
      .finally(() => setPending(false));
  };
  return (
    <FormModal
      title={title}
      submit={submit}
      danger={danger}
      pending={pending}
      failure={<PasskeyTrouble error={error} />}
      onSubmit={perform}
      onClose={onClose}
    >
      {children}
    </FormModal>
  );
}
