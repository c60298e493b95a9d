import { Alert, Button, Group, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../api/problem';
import { type SaidFailure, sayFailure } from './say-failure';
import { ServerText } from './server-text';

/** What went wrong and what to do about it; never only a code. */
export function Failure({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation();
  const said: SaidFailure = sayFailure(error, t);
  return (
    <Alert color="red" variant="light" icon={<IconAlertTriangle size={18} aria-hidden />} title={said.title} role="alert">
      {said.remedy !== '' && <Text size="sm">{said.remedy}</Text>}
      <ServerText english={said.english} />
      <Group gap="sm" mt={onRetry || said.reference ? 6 : 0}>
        {onRetry && !(error instanceof ApiError && error.stale) && (
          <Button size="compact-sm" variant="default" onClick={onRetry}>
            {t('parts.retry')}
          </Button>
        )}
        {said.reference !== null && (
          <Text size="xs" c="dimmed" className="figures">
            {t('parts.problem.reference', { id: said.reference })}
          </Text>
        )}
      </Group>
    </Alert>
  );
}
