import { Button, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { accountKeys, useOwnSessions } from '../../data/account';
import { Failure } from '../../parts/failure';
import { PageSkeleton } from '../../parts/page-skeleton';
import { EndSessionsModal, type Ending } from './end-sessions-modal';
import { useProofAsked } from './passkey-proof';
import { SessionRows } from './session-rows';

export function SessionsPanel() {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const sessions = useOwnSessions();
  const asked = useProofAsked();
  const [ending, setEnding] = useState<Ending | null>(null);
  if (sessions.error !== null) return <Failure error={sessions.error} onRetry={() => void sessions.refetch()} />;
  if (sessions.isPending || asked === undefined) return <PageSkeleton rows={2} />;
  const { items } = sessions.data;
  const close = (): void => setEnding(null);
  const done = (): void => {
    close();
    void queries.invalidateQueries({ queryKey: [...accountKeys.sessions] });
  };
  return (
    <Stack gap="md" align="stretch">
      <SessionRows sessions={items} pendingId={null} onEnd={(id) => setEnding(items.find((session) => session.id === id) ?? null)} />
      {items.length > 1 ? (
        <Button variant="default" style={{ alignSelf: 'flex-start' }} onClick={() => setEnding('others')}>
          {t('account.sessions.endOthers')}
        </Button>
      ) : (
        <Text size="sm" c="dimmed">
          {t('account.sessions.none')}
        </Text>
      )}
      {ending !== null && <EndSessionsModal ending={ending} asked={asked} onDone={done} onClose={close} />}
    </Stack>
  );
}
