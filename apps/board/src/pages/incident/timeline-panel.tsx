import { Button } from '@mantine/core';
import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { RequestMoved } from '@bongsu/dispatch/contract';
import type { IncidentDetail } from '@bongsu/incidents/contract';
import type { Entry } from '@bongsu/kernel';
import type { LiveEntry } from '@bongsu/platform/contract';
import { useTimeline } from '../../data/incidents';
import { useSeal } from '../../data/seals';
import { Failure } from '../../parts/failure';
import { Moment } from '../../parts/moment';
import { Nothing } from '../../parts/nothing';
import { PageSkeleton } from '../../parts/page-skeleton';
import { Panel } from '../../parts/panel';
import type { Line } from '../../parts/entry-line/entry-line';
import { useEntryLine } from '../../parts/entry-line/use-entry-line';
import { useShownZone } from '../../time/shown-zone';
import { wallTimeOf } from '../../time/wall-time';
import classes from './incident.module.css';

/** The incident's part of the journal in words, newest first; it only ever grows. */
export function TimelinePanel({ incident }: { incident: IncidentDetail }) {
  const { t } = useTranslation();
  const { zone } = useShownZone();
  const { data, error, refetch, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useTimeline(incident.id);
  const lineOf = useEntryLine(useListed(incident));
  const reasonOf = useMemo(() => reasonsBy(incident), [incident]);
  const entries = (data?.pages.flatMap(({ items }) => items) ?? []).filter(tellsSomething);
  const archivedUntil = data?.pages[0]?.archivedUntil ?? null;
  return (
    <Panel title={t('incident.timeline.title')} flush>
      {error !== null && <Failure error={error} onRetry={() => void refetch()} />}
      {isPending && error === null && <PageSkeleton rows={4} />}
      {data !== undefined && entries.length === 0 && archivedUntil === null && <Nothing title={t('incident.timeline.none')} />}
      <ol className={classes['timeline']}>
        {entries.map((entry) => (
          <TimelineEntry key={entry.id} entry={entry} line={lineOf(entry)} zone={incident.zone} reason={reasonOf(entry)} />
        ))}
      </ol>
      {archivedUntil !== null && !hasNextPage && (
        <Nothing title={t('incident.timeline.archived', { until: wallTimeOf(archivedUntil, zone).slice(0, 10) })} />
      )}
      {hasNextPage && (
        <Button variant="subtle" fullWidth radius={0} loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('parts.more')}
        </Button>
      )}
    </Panel>
  );
}

/** Those who are on the list of a sealed incident, by name: whoever sees the incident is on it too. Whoever has left it is not named any more. */
function useListed({ id, seal }: IncidentDetail): (accountId: string) => string | null {
  const { data } = useSeal(id, seal !== null);
  return useCallback((accountId) => data?.list.find((member) => member.accountId === accountId)?.displayName ?? null, [data]);
}

/** A request that stays in its state only counts what an arrival beside it tells already. */
function tellsSomething(entry: LiveEntry): boolean {
  const candidate = entry as Entry;
  return !RequestMoved.is(candidate) || candidate.body.from !== candidate.body.to;
}

/** An entry refers to its reason by id; the words came with the incident, over HTTP. */
function reasonsBy({ reasons, alertHistory }: IncidentDetail): (entry: LiveEntry) => string | null {
  const byId = new Map([
    ...reasons.map(({ id, reason }): [string, string] => [id, reason]),
    ...alertHistory.map(({ id, basis }): [string, string] => [id, basis]),
  ]);
  return ({ body }) =>
    typeof body === 'object' && body !== null && 'decisionId' in body && typeof body.decisionId === 'string'
      ? (byId.get(body.decisionId) ?? null)
      : null;
}

function TimelineEntry({ entry, line, zone, reason }: { entry: LiveEntry; line: Line; zone: string; reason: string | null }) {
  const { t } = useTranslation();
  const by = entry.actor.kind === 'person' ? '' : t(entry.actor.kind === 'job' ? 'incident.timeline.byJob' : 'incident.timeline.bySystem');
  return (
    <li>
      <Moment at={entry.at} zone={zone} />
      <span>
        <strong>{line.what}</strong>
        <span className={classes['detail']}>{[...line.facts, by, reason].filter(Boolean).map((part) => ` · ${String(part)}`)}</span>
      </span>
    </li>
  );
}
