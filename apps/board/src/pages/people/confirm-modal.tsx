import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type DeedCall, useDeed } from '../../data/deed';
import { accountKeys } from '../../data/account';
import { AccountFailure } from '../../parts/account-failure';

/** Says what will follow, and does it. */
export function ConfirmModal<Answer>({
  title,
  hint,
  call,
  onDone,
  onClose,
}: {
  title: string;
  hint: string;
  call: DeedCall;
  onDone: (answer: Answer) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const deed = useDeed<Answer>([accountKeys.people, accountKeys.services], { quiet: true });
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': t('parts.close') }}>
      <Stack gap="md">
        <Text size="sm">{hint}</Text>
        <AccountFailure error={deed.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('parts.cancel')}
          </Button>
          <Button color="red" loading={deed.pending} onClick={() => deed.do(call, onDone)} data-autofocus>
            {title}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
