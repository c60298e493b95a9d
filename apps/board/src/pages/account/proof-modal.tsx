import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { accountKeys } from '../../data/account';
import { useDeed } from '../../data/deed';
import { AccountFailure } from '../../parts/account-failure';
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
  const { t } = useTranslation();
  const proof = useProof(true);
  const deed = useDeed<Answer>([accountKeys.security], { quiet: true });
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('parts.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          deed.do({ path, body: { proof: proof.proof } }, onDone);
        }}
      >
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {hint}
          </Text>
          <ProofFields of={proof} error={deed.error} />
          <AccountFailure error={deed.error} fields={PROOF_FIELDS} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('parts.cancel')}
            </Button>
            <Button type="submit" loading={deed.pending} {...(danger ? { color: 'red' } : {})}>
              {title}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
