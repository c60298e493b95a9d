import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { OnceShown } from '../account/once-shown';

/** A secret for somebody else or for a program: shown once, closed on purpose only. */
export function SecretModal({ title, text, secret, onClose }: { title: string; text: string; secret: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened onClose={onClose} title={title} withCloseButton={false} closeOnClickOutside={false} closeOnEscape={false}>
      <Stack gap="md">
        <Text size="sm">{text}</Text>
        <OnceShown text={secret} label={title} />
        <Text size="xs" c="dimmed">
          {t('account.people.shownOnce')}
        </Text>
        <Group justify="flex-end">
          <Button onClick={onClose} data-autofocus>
            {t('account.people.done')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
