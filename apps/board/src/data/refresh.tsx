import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { LiveEntry } from '@bongsu/platform/contract';
import { useBoardStore } from '../live/live-context';
import { accountKeys } from './account';
import { decisionKeys } from './decisions';
import { forgetWhatWasRead, mayTellOfIncidents, somethingLeft } from './forget';
import { keys } from './keys';

/** Several boards hear of the same entry in the same millisecond; each asks a little later than the other. */
const SETTLE_MS = 250;
const SPREAD_MS = 500;

/**
 * What was read over HTTP is asked again when an entry about it arrives, and all of it when the whole picture was replaced or the line was away:
 * rights that came and went meanwhile leave no entry behind for whoever had them. Only what is on a page at that moment is really fetched.
 * When the new picture lacks what the old one had, nothing that was read is kept.
 */
export function RefreshOnEntries(): null {
  const store = useBoardStore();
  const queries = useQueryClient();

  useEffect(() => {
    const outdated = new Map<string, QueryKey>();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let before = store.current().state;
    let forgotten = false;
    const refresh = (): void => {
      timer = undefined;
      const all = [...outdated.values()];
      outdated.clear();
      for (const queryKey of all) void queries.invalidateQueries({ queryKey });
      if (forgotten) void queries.invalidateQueries({ predicate: mayTellOfIncidents });
      forgotten = false;
    };
    const ask = (concerned: QueryKey[]): void => {
      for (const key of concerned) outdated.set(key.join('|'), key);
      if (outdated.size > 0) timer ??= setTimeout(refresh, SETTLE_MS + Math.random() * SPREAD_MS);
    };
    let { phase } = store.current().connection;
    const unwatch = store.subscribe(() => {
      const was = phase;
      ({ phase } = store.current().connection);
      if (phase === 'connected' && (was === 'offline' || was === 'catching-up')) ask(everything);
    });
    const unsubscribe = store.onEntries((entries) => {
      const { state: now, loaded } = store.current();
      const replaced = entries.length === 0;
      // Not loaded: the picture was taken away altogether.
      if (replaced && (!loaded || somethingLeft(before, now))) {
        forgetWhatWasRead(queries);
        forgotten = true;
      }
      before = now;
      ask(replaced ? everything : entries.flatMap(concernedBy));
    });
    return () => {
      unwatch();
      unsubscribe();
      clearTimeout(timer);
    };
  }, [store, queries]);
  return null;
}

const everything: QueryKey[] = [
  ['incident'],
  ['reports'],
  ['timeline'],
  ['sitreps'],
  ['request'],
  ['offers'],
  keys.deployments,
  keys.shipments,
  keys.lanes,
  ['mission'],
  decisionKeys.proposals,
  decisionKeys.breakGlass,
  ['delegations'],
  // The line is cut just when rights change: the entry that says so may be part of the new picture only.
  accountKeys.me,
];

function concernedBy(entry: LiveEntry): QueryKey[] {
  const [context, kind = ''] = entry.kind.split('.');
  const concerned: QueryKey[] = [];
  if (entry.incidentId !== null) concerned.push(keys.incident(entry.incidentId), keys.timeline(entry.incidentId));
  if (context === 'incidents') {
    if (/^(report|duplicate)-/.test(kind)) concerned.push(['reports']);
  }
  if (context === 'dispatch') {
    const requestId = requestIdOf(entry);
    if (requestId !== null) concerned.push(keys.request(requestId));
    if (kind.startsWith('offer-')) concerned.push(['offers'], keys.lanes);
    if (kind.startsWith('lane-')) concerned.push(keys.lanes);
    if (kind.startsWith('deployment-')) concerned.push(keys.deployments);
    if (kind.startsWith('shipment-')) concerned.push(keys.shipments);
  }
  if (context === 'situation' && entry.incidentId !== null) concerned.push(keys.sitreps(entry.incidentId));
  if (context === 'missions') concerned.push(['mission']);
  if (context === 'access') concerned.push(...concernedByAccess(kind));
  return concerned;
}

function concernedByAccess(kind: string): QueryKey[] {
  if (kind.startsWith('proposal-')) return [decisionKeys.proposals];
  if (kind.startsWith('break-glass-')) return [decisionKeys.breakGlass];
  return kind.startsWith('delegation-') ? [['delegations']] : [];
}

function requestIdOf({ body }: LiveEntry): string | null {
  return typeof body === 'object' && body !== null && 'requestId' in body && typeof body.requestId === 'string' ? body.requestId : null;
}
