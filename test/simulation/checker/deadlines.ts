import { OfferEscalated } from '@bongsu/dispatch/contract';
import { IncidentAckOverdue } from '@bongsu/incidents/contract';
import type { Row } from '../database/table';
import { obligationsOf } from '../../../libs/dispatch/src/domain/obligations';
import type { Dossier } from '../../../libs/dispatch/src/domain/dossier';
import { type Ended, rowsOf } from './ended';

const isOver = ({ state }: Row): boolean => state === 'closed' || state === 'reviewed';

/** Nothing that has a deadline is forgotten after it, nothing ran over before it, and nobody waits for anything that nobody knows of. */
export function checkDeadlines(ended: Ended): string[] {
  const now = new Date(ended.story.world.nowMs).toISOString();
  const due = (row: Row, field: string): boolean => typeof row[field] === 'string' && row[field] < now;
  return [
    ...rowsOf(ended, 'incidents_incident')
      .filter((row) => !isOver(row) && row.acknowledgedAt === null && row.ackOverdueAt === null && due(row, 'ackDueAt'))
      .map(({ title }) => `incident ${String(title)} is nobody's and nobody was told`),
    ...rowsOf(ended, 'incidents_incident')
      .filter((row) => row.missionId === null && row.audience !== undefined && (row.audience as unknown[]).length > 0)
      .map(({ title }) => `incident ${String(title)} has no owner`),
    ...rowsOf(ended, 'dispatch_offer')
      .filter((row) => row.state === 'queued' || (row.state === 'sent' && due(row, 'ackDueAt')))
      .map(({ id, state }) => `offer ${String(id)} is still ${String(state)}`),
    ...rowsOf(ended, 'dispatch_shipment')
      .filter((row) => row.state === 'picking' && due(row, 'heldUntil'))
      .map(({ id }) => `shipment ${String(id)} is held though its time is over`),
    ...rowsOf(ended, 'dispatch_request')
      .filter((row) => row.state === 'submitted')
      .map(({ id }) => `request ${String(id)} was never planned`),
    ...checkOnTime(ended),
    ...checkObligations(ended),
  ];
}

/** By the time that the house decides with; each deadline once. */
function checkOnTime(ended: Ended): string[] {
  const offers = new Map(rowsOf(ended, 'dispatch_offer').map((row) => [row.id, row]));
  const entries = rowsOf(ended, 'journal_entry');
  const early = entries.filter(({ kind, subject_id: id, at }) => {
    const dueAt = offers.get(id)?.ackDueAt;
    return kind === OfferEscalated.kind && typeof dueAt === 'string' && (at as Date).getTime() < Date.parse(dueAt);
  });
  const overdue = entries.filter(({ kind }) => kind === IncidentAckOverdue.kind).map(({ subject_id: id }) => String(id));
  return [
    ...early.map(({ subject_id: id }) => `offer ${String(id)} was passed on before its time`),
    ...overdue.filter((id, at) => overdue.indexOf(id) < at).map((id) => `incident ${id} ran over twice`),
  ];
}

/** What an incident is owed is what its requests say. */
function checkObligations(ended: Ended): string[] {
  const of = (table: string, requestId: unknown): Row[] => rowsOf(ended, table).filter((row) => row.requestId === requestId);
  const dossiers = rowsOf(ended, 'dispatch_request').map((request) => ({
    request,
    offers: of('dispatch_offer', request.id),
    deployments: of('dispatch_deployment', request.id),
    shipments: of('dispatch_shipment', request.id),
  }));
  const expected = dossiers.flatMap((dossier) =>
    obligationsOf(dossier as unknown as Dossier).map(({ kind, subjectId }) => `${kind} ${subjectId}`),
  );
  const owed = rowsOf(ended, 'incidents_open_obligation')
    .filter(({ settledAt }) => settledAt === null)
    .map(({ kind, subjectId }) => `${String(kind)} ${String(subjectId)}`);
  return [
    ...expected.filter((each) => !owed.includes(each)).map((each) => `${each} is owed and not noted`),
    ...owed.filter((each) => !expected.includes(each)).map((each) => `${each} is noted and not owed`),
  ];
}
