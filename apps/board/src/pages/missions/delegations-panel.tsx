import { Button, Group, Stack, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DelegationView } from '@bongsu/access/contract';
import { useUser } from '../../app/session';
import { accountKeys } from '../../data/account';
import { decisionKeys, useDelegations } from '../../data/decisions';
import { useDeed } from '../../data/deed';
import { paths } from '../../data/paths';
import { StateBadge } from '../../parts/badges';
import { Failure } from '../../parts/failure';
import { Moment } from '../../parts/moment';
import { Nothing } from '../../parts/nothing';
import { Panel } from '../../parts/panel';
import { DelegateModal } from './delegate-modal';

/** Who stands in for the head of this mission, from when until when. */
export function DelegationsPanel({ missionId }: { missionId: string }) {
  const { t } = useTranslation();
  const { grants } = useUser();
  const delegations = useDelegations(missionId);
  const [naming, name] = useState(false);
  const deed = useDeed([decisionKeys.delegations(missionId)]);
  const isHead = grants.some(
    ({ role, missions, why }) => role === 'head-of-mission' && why === undefined && (missions === '*' || missions.includes(missionId)),
  );
  const rows = delegations.data?.items ?? [];
  useRightsThatBegin(rows);
  return (
    <Panel
      title={t('decisions.delegation.title')}
      count={rows.length}
      aside={
        isHead && (
          <Button size="compact-sm" variant="default" onClick={() => name(true)}>
            {t('decisions.delegation.name')}
          </Button>
        )
      }
    >
      {delegations.error !== null && <Failure error={delegations.error} onRetry={() => void delegations.refetch()} />}
      {delegations.error === null && rows.length === 0 && <Nothing title={t('decisions.delegation.none')} />}
      {rows.map((row) => (
        <Group key={row.id} justify="space-between" py={6} gap="sm">
          <Stack gap={2}>
            <Group gap={8}>
              <Text size="sm" fw={600}>
                {row.delegate ?? '–'}
              </Text>
              <StateBadge {...(row.state === 'in-force' ? { tone: 'good' as const } : {})}>
                {t(`decisions.delegation.state.${row.state}`)}
              </StateBadge>
            </Group>
            <Text size="xs" c="dimmed">
              {t('decisions.delegation.by', { name: row.delegator ?? '–' })} · <Moment at={row.from} /> – <Moment at={row.until} />
            </Text>
          </Stack>
          {row.revocable && (
            <Button
              size="compact-sm"
              variant="default"
              loading={deed.pendingPath === paths.revokeDelegation(row.id)}
              onClick={() => deed.do({ path: paths.revokeDelegation(row.id) })}
            >
              {t('decisions.delegation.revoke')}
            </Button>
          )}
        </Group>
      ))}
      {naming && <DelegateModal missionId={missionId} onClose={() => name(false)} />}
    </Panel>
  );
}

/** When one begins by the clock, whoever it is given to may do more: one's own rights are read again. */
function useRightsThatBegin(rows: readonly DelegationView[]): void {
  const queries = useQueryClient();
  const waiting = useRef<ReadonlySet<string>>(new Set());
  useEffect(() => {
    if (rows.some(({ id, state }) => state === 'in-force' && waiting.current.has(id)))
      void queries.invalidateQueries({ queryKey: accountKeys.me });
    waiting.current = new Set(rows.filter(({ state }) => state === 'to-come').map(({ id }) => id));
  }, [rows, queries]);
}
