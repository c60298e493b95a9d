import type { IncidentView, ReportView } from '@bongsu/incidents/contract';
import { type Instant, msBetween } from '@bongsu/kernel';
import type { Sending } from '../api/client';
import { ApiError } from '../api/problem';
import type { Content, Outcome } from './errand';

export type Send = <T>(method: 'POST', path: string, sending: Sending) => Promise<T>;

/** How an attempt went: ended, or come again later (`tried` tells whether the server may have done it all the same). */
export type Delivered =
  { readonly is: 'ended'; readonly content: Content } | { readonly is: 'later'; readonly content: Content; readonly signedOut: boolean };

/** The Date header has whole seconds, and clocks are a little off. */
const EARLIER_BY_MS = 5_000;

/**
 * One attempt at an errand, with the keys of its first one: what the server did before is answered again, not done twice. `now` is the server's
 * present; `save` keeps what is known between two steps.
 */
export async function deliver(content: Content, send: Send, now: Instant, save: (content: Content) => Promise<void>): Promise<Delivered> {
  let known = content;
  try {
    const { errand, keys } = content;
    if (errand === null) return { is: 'ended', content };
    if (errand.kind === 'acknowledge') {
      const incident = await send<IncidentView>('POST', `/incidents/${errand.incidentId}/acknowledge`, {
        body: {},
        idempotencyKey: keys[0],
      });
      return ended(known, { is: 'done', code: incident.code, id: incident.id, at: null });
    }
    if (errand.kind === 'sealed-report' && known.opened === undefined) {
      const { id, code } = await send<IncidentView>('POST', '/incidents', { body: errand.incident, idempotencyKey: keys[0] });
      known = { ...known, opened: { id, code } };
      await save(known);
    }
    const body = known.opened === undefined ? errand.report : { ...errand.report, incidentId: known.opened.id };
    const report = await send<ReportView>('POST', '/reports', { body, idempotencyKey: keys[1] });
    const before = msBetween(report.enteredAt, now) > EARLIER_BY_MS;
    const { id, code } = known.opened ?? report;
    return ended(known, { is: before ? 'known' : 'done', code, id, at: report.enteredAt });
  } catch (cause) {
    if (!(cause instanceof ApiError)) throw cause;
    if (cause.unauthenticated) return { is: 'later', content: known, signedOut: true };
    if (cause.unreachable || cause.status === 429 || cause.status >= 500) return { is: 'later', content: known, signedOut: false };
    return ended(known, refusalOf(cause, known));
  }
}

function refusalOf({ problem, status, fields }: ApiError, { errand }: Content): Outcome {
  if (errand?.kind === 'acknowledge' && problem?.code === 'incidents.already-acknowledged')
    return { is: 'known', code: errand.code, id: errand.incidentId, at: null };
  if (problem === null) return { is: 'refused', status, detail: `HTTP ${String(status)}`, remedy: '', fields };
  const { code, detail, remedy, facts } = problem;
  return { is: 'refused', code, status, detail, remedy, fields, facts };
}

const ended = (content: Content, outcome: Outcome): Delivered => ({
  is: 'ended',
  content: { ...content, errand: outcome.is === 'refused' ? content.errand : null, outcome },
});
