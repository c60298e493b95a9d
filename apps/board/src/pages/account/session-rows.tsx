import { Badge, Button, Group, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { SessionInfo } from '@bongsu/access/contract';
import { currentLanguage } from '../../i18n';
import { formatMoment } from '../../time/format';
import { useShownZone } from '../../time/shown-zone';
import { useNow } from '../../time/ticking';

/** Sessions by device and network, with a way to end each but one's own present one. */
export function SessionRows({
  sessions,
  pendingId,
  onEnd,
}: {
  sessions: readonly SessionInfo[];
  pendingId: string | null;
  onEnd: (id: string) => void;
}) {
  const { t } = useTranslation();
  const { zone } = useShownZone();
  const now = useNow();
  const moment = (at: string): string => formatMoment(at, currentLanguage(), zone, now);
  return (
    <Stack gap={0} component="ul" m={0} p={0} style={{ listStyle: 'none' }}>
      {sessions.map((session) => (
        <Group
          key={session.id}
          component="li"
          justify="space-between"
          wrap="nowrap"
          py={8}
          style={{ borderBottom: '1px solid var(--line)' }}
        >
          <div style={{ minWidth: 0 }}>
            <Group gap={8}>
              <Text size="sm" fw={600}>
                {session.device}
              </Text>
              {session.current && (
                <Badge size="sm" variant="light">
                  {t('account.sessions.current')}
                </Badge>
              )}
            </Group>
            <Text size="xs" c="dimmed" className="figures">
              {[
                session.address,
                t(`account.method.${session.method}`),
                t('account.sessions.begun', { time: moment(session.begunAt) }),
                t('account.sessions.used', { time: moment(session.lastUsedAt) }),
                t('account.sessions.expires', { time: moment(session.expiresAt) }),
              ].join(' · ')}
            </Text>
          </div>
          {!session.current && (
            <Button size="compact-sm" variant="default" loading={pendingId === session.id} onClick={() => onEnd(session.id)}>
              {t('account.sessions.end')}
            </Button>
          )}
        </Group>
      ))}
    </Stack>
  );
}
