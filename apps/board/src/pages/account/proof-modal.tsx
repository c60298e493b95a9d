import { Text } from '@mantine/core';
import { accountKeys } from '../../data/account';
import { useDeed } from '../../data/deed';
import { AccountFailure } from '../../parts/account-failure';
import { FormModal } from '../../parts/form-modal';
import { PROOF_FIELDS, ProofFields, useProof } from './proof-fields';

/** Asks for the proof, then does it. */
export function ProofModal<Answer>({
  title,
  hint,
  path,
  danger = false,
  onDone,
  onClose,
}: {
  title: string;
  hint: string;
  path: string;
  danger?: boolean;
  onDone: (answer: Answer) => void;
  onClose: () => void;
}) {
  const proof = useProof(true);
  const deed = useDeed<Answer>([accountKeys.security], { quiet: true });
  return (
    <FormModal
      title={title}
      submit={title}
      danger={danger}
      pending={deed.pending}
      failure={<AccountFailure error={deed.error} fields={PROOF_FIELDS} />}
      onSubmit={() => deed.do({ path, body: { proof: proof.proof } }, onDone)}
      onClose={onClose}
    >
      <Text size="sm" c="dimmed">
        {hint}
      </Text>
      <ProofFields of={proof} error={deed.error} />
    </FormModal>
  );
}
