import { Anchor, Stack, Table, Text, Title, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { LaneView } from '@bongsu/dispatch/contract';
import { type Instant, msBetween } from '@bongsu/kernel';
import { useLanes } from '../../data/dispatch';
import { useDirectory } from '../../data/missions';
import { currentLanguage } from '../../i18n';
import { StateBadge } from '../../parts/badges';
import { Failure } from '../../parts/failure';
import { MissionName } from '../../parts/mission-name';
import { Nothing } from '../../parts/nothing';
import { PageSkeleton } from '../../parts/page-skeleton';
import stacked from '../../parts/stacked-table.module.css';
import { formatSpan } from '../../time/format';
import { useNow } from '../../time/ticking';
import { LaneActs, type LaneVerb } from './lane-acts';
import { LaneModal } from './lane-modal';

/** Every hub's queue at a glance: what an embassy has not received is an operational fact and not a log line. */
export function LanesPage() {
  const { t } = useTranslation();
  const lanes = useLanes();
  const directory = useDirectory();
  const now = useNow();
  const [asking, ask] = useState<{ lane: LaneView; verb: LaneVerb } | null>(null);
  const rows = [...(lanes.data ?? [])].sort(
    (a, b) =>
      b.dead - a.dead ||
      b.offersOverdue - a.offersOverdue ||
      b.depth - a.depth ||
      directory.nameOf(a.hubId).localeCompare(directory.nameOf(b.hubId)),
  );
  return (
    <Stack p="md" gap="sm">
      <Title order={1} size="h3">
        {t('lanes.title')}
      </Title>
      <Text size="sm" c="dimmed">
        {t('lanes.intro')}
      </Text>
      {lanes.error !== null && <Failure error={lanes.error} onRetry={() => void lanes.refetch()} />}
      {lanes.isPending ? (
        <PageSkeleton />
      ) : rows.length === 0 && lanes.error === null ? (
        <Nothing title={t('lanes.none')}>{t('lanes.noneHint')}</Nothing>
      ) : (
        <div className={`surface ${stacked['wide'] ?? ''}`}>
          <Table highlightOnHover stickyHeader verticalSpacing={7} className={stacked['table'] ?? ''}>
            <Table.Thead>
              <Table.Tr>
                {(['hub', 'state', 'depth', 'oldest', 'retrying', 'dead', 'offers', 'overdue'] as const).map((column) => (
                  <Table.Th key={column} ta={column === 'hub' || column === 'state' ? 'left' : 'right'}>
                    {t(`lanes.columns.${column}`)}
                  </Table.Th>
                ))}
                <Table.Th />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((lane) => (
                <Table.Tr key={lane.hubId}>
                  <Table.Td data-title>
                    <MissionName id={lane.hubId} /> <Desk hubId={lane.hubId} />
                  </Table.Td>
                  <Table.Td data-row data-label={t('lanes.columns.state')}>
                    <LaneState lane={lane} />
                  </Table.Td>
                  <Figure label={t('lanes.columns.depth')} value={lane.depth} />
                  <Table.Td ta="right" className="figures" data-label={t('lanes.columns.oldest')}>
                    <Oldest since={lane.oldestSince} now={now} />
                  </Table.Td>
                  <Figure label={t('lanes.columns.retrying')} value={lane.retrying} tone="warn" />
                  <Figure label={t('lanes.columns.dead')} value={lane.dead} tone="danger" hint={t('lanes.deadHint')} />
                  <Figure label={t('lanes.columns.offers')} value={lane.offersWaiting} />
                  <Figure label={t('lanes.columns.overdue')} value={lane.offersOverdue} tone="danger" />
                  <Table.Td data-acts>
                    <LaneActs lane={lane} onAsk={(verb) => ask({ lane, verb })} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </div>
      )}
      {asking !== null && <LaneModal lane={asking.lane} verb={asking.verb} onClose={() => ask(null)} />}
    </Stack>
  );
}

function LaneState({ lane }: { lane: LaneView }) {
  const { t } = useTranslation();
  const directory = useDirectory();
  return (
    <Tooltip label={lane.reason} disabled={lane.reason === null}>
      <span>
        <StateBadge tone={lane.state === 'open' ? 'good' : 'warn'}>
          {t(`dispatchVocabulary.laneState.${lane.state}`)}
          {lane.handedToHubId !== null && ` ${t('lanes.handedTo', { hub: directory.nameOf(lane.handedToHubId) })}`}
        </StateBadge>
      </span>
    </Tooltip>
  );
}

function Figure({ label, value, tone, hint }: { label: string; value: number; tone?: 'warn' | 'danger'; hint?: string }) {
  const alarming = tone !== undefined && value > 0;
  return (
    <Table.Td ta="right" className="figures" data-label={label}>
      <Tooltip label={hint} disabled={hint === undefined || !alarming}>
        <span style={alarming ? { color: `var(--${tone})`, fontWeight: 650 } : value === 0 ? { color: 'var(--text-dim)' } : undefined}>
          {value}
        </span>
      </Tooltip>
    </Table.Td>
  );
}

function Oldest({ since, now }: { since: Instant | null; now: Instant }) {
  return since === null ? <span>–</span> : <span>{formatSpan(msBetween(since, now), currentLanguage())}</span>;
}

function Desk({ hubId }: { hubId: string }) {
  const { t } = useTranslation();
  return (
    <Anchor component={Link} to={`/dispatch?hub=${hubId}`} size="xs">
      {t('lanes.desk')}
    </Anchor>
  );
}
