import { Stack, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { currentLanguage } from '../../i18n';
import type { OutboxItem } from '../../outbox/errand';
import { OutboxList } from '../../outbox/outbox-list';
import { useShownZone } from '../../time/shown-zone';
import { correct } from '../report/draft';

/** What this browser keeps until the server has answered. */
export function OutboxPage() {
  const { t } = useTranslation();
  const { zone } = useShownZone();
  const navigate = useNavigate();
  const edit = (item: OutboxItem): void => {
    if (correct(item)) void navigate('/report');
  };
  return (
    <Stack gap="sm" p="md" maw={760}>
      <Title order={1} size="h3">
        {t('outbox.title')}
      </Title>
      <OutboxList language={currentLanguage()} zone={zone} onEdit={edit} />
    </Stack>
  );
}
