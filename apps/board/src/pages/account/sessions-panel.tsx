import { Button, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { accountKeys, useOwnSessions } from '../../data/account';
import { useDeed } from '../../data/deed';
import { Failure } from '../../parts/failure';
import { PageSkeleton } from '../../parts/page-skeleton';
import { SessionRows } from './session-rows';

const path = (id: string): string => `/me/sessions/${id}`;

export function SessionsPanel() {
  const { t } = useTranslation();
  const sessions = useOwnSessions();
  const end = useDeed([accountKeys.sessions]);
  const endOthers = useDeed([accountKeys.sessions]);
  if (sessions.error !== null) return <Failure error={sessions.error} onRetry={() => void sessions.refetch()} />;
  if (sessions.isPending) return <PageSkeleton rows={2} />;
  const { items } = sessions.data;
  const pendingId = items.find(({ id }) => path(id) === end.pendingPath)?.id ?? null;
  return (
    <Stack gap="md" align="stretch">
      <SessionRows sessions={items} pendingId={pendingId} onEnd={(id) => end.do({ path: path(id), method: 'DELETE' })} />
      {items.length > 1 ? (
        <Button
          variant="default"
          style={{ alignSelf: 'flex-start' }}
          loading={endOthers.pending}
          onClick={() => endOthers.do({ path: '/me/sessions/end-others' })}
        >
          {t('account.sessions.endOthers')}
        </Button>
      ) : (
        <Text size="sm" c="dimmed">
          {t('account.sessions.none')}
        </Text>
      )}
    </Stack>
  );
}
