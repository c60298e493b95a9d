import type { EntryDefinition } from '@bongsu/kernel';
import * as incidents from '@bongsu/incidents/contract';
import { type BoardState, SitrepIssued } from '../../src/contract';
import { type History, type Stated, type Whole, byId } from './history';
import { reportOf } from './reports-by-asking';

export function incidentOf(ask: History, id: string): BoardState['incidents'][string] {
  const mine = (of: { incidentId: string }): boolean => of.incidentId === id;
  const opened = ask
    .of(incidents.IncidentOpened)
    .filter(({ body }) => mine(body))
    .map(({ index, at, body }) => ({
      index,
      at,
      body: {
        ...body,
        state: 'signal' as const,
        alertLevel: 'none' as const,
        alertReviewAt: null,
        openedAt: at,
        acknowledgedAt: null,
        ackOverdue: false,
        closedAt: null,
        seal: null,
        tasks: [],
      },
    }));
  const shared = ask
    .of(incidents.IncidentShared)
    .filter(({ body }) => mine(body))
    .map(({ index, at, body }) => ({ index, at, body }));
  const wholes = [...opened, ...shared].sort((a, b) => a.index - b.index);
  const [first, whole] = [wholes[0], wholes.at(-1)];
  if (!first || !whole) throw new Error(`nobody told of ${id}`);
  const all = <Body extends { incidentId: string }>(definition: EntryDefinition<string, Body>, since: Whole = whole): Stated<Body>[] =>
    ask.after(since, definition, mine);
  const lead = all(incidents.IncidentReassigned).at(-1);
  const acknowledgedAt = all(incidents.IncidentAcknowledged, lead ?? whole).at(-1)?.at ?? (lead ? null : whole.body.acknowledgedAt);
  const lifeCycle = all(incidents.IncidentMoved);
  const lastNotReview = lifeCycle.filter((move) => move.body.to !== 'reviewed').at(-1);
  const level = all(incidents.AlertLevelDecided).at(-1)?.body;
  const sealed = ask.of(incidents.IncidentSealed).map(({ index, incidentId, body }) => ({ index, incidentId, seal: body.ground }));
  const unsealed = ask.of(incidents.IncidentUnsealed).map(({ index, incidentId }) => ({ index, incidentId, seal: null }));
  const seal = [...sealed, ...unsealed]
    .filter((entry) => entry.incidentId === id && entry.index > whole.index)
    .sort((a, b) => a.index - b.index);
  const { code, title, category, countryIso2, lat, lng, zone, occurredAt, openedAt } = whole.body;
  return {
    id,
    code,
    title,
    category,
    countryIso2,
    lat,
    lng,
    zone,
    occurredAt,
    openedAt,
    acknowledgedAt,
    ackDueAt: lead ? (lead.body.ackDueAt ?? null) : whole.body.ackDueAt,
    urgency: all(incidents.UrgencyChanged).at(-1)?.body.to ?? whole.body.urgency,
    missionId: lead?.body.to ?? whole.body.missionId,
    state: lifeCycle.at(-1)?.body.to ?? whole.body.state,
    alertLevel: level?.to ?? whole.body.alertLevel,
    alertReviewAt: level ? level.reviewAt : whole.body.alertReviewAt,
    ackOverdue:
      acknowledgedAt === null &&
      ((lead === undefined && whole.body.ackOverdue) || all(incidents.IncidentAckOverdue, lead ?? whole).length > 0),
    closedAt: lastNotReview ? (lastNotReview.body.to === 'closed' ? lastNotReview.at : null) : whole.body.closedAt,
    seal: seal.length > 0 ? (seal.at(-1)?.seal ?? null) : (whole.body.seal ?? null),
    lastSitrepNumber: Math.max(0, ...all(SitrepIssued, first).map((sitrep) => sitrep.body.number)),
    tasks: tasksOf(ask, first, id),
    reportIds: reportsOf(ask, first, id),
    lastEntryAt: first.at,
  };
}

function tasksOf(ask: History, first: Whole, incidentId: string): BoardState['incidents'][string]['tasks'] {
  const mine = (of: { incidentId: string }): boolean => of.incidentId === incidentId;
  const added = ask.after(first, incidents.TaskAdded, mine).map(({ index, body: { taskId: id, title, ownerMissionId, dueAt } }) => ({
    index,
    task: { id, title, ownerMissionId, dueAt, overdue: false },
  }));
  const told = ask
    .of(incidents.IncidentShared)
    .filter(({ body }) => mine(body))
    .flatMap(({ index, body }) => body.tasks.map((task) => ({ index, task })));
  const statements = [...added, ...told].sort((a, b) => a.index - b.index);
  return byId(
    statements,
    ({ task }) => task.id,
    ({ index, task }) => {
      const same = (of: { taskId: string }): boolean => of.taskId === task.id;
      const [answer] = [...ask.after({ index }, incidents.TaskCompleted, same), ...ask.after({ index }, incidents.TaskCancelled, same)];
      const state =
        answer === undefined
          ? ('open' as const)
          : answer.kind === incidents.TaskCompleted.kind
            ? ('done' as const)
            : ('cancelled' as const);
      return {
        ...task,
        state,
        overdue: state === 'open' && (task.overdue || ask.after({ index }, incidents.TaskOverdue, same).length > 0),
      };
    },
  );
}

/** The reports whose last word about this incident was that they belong to it. */
function reportsOf(ask: History, first: Whole, incidentId: string): string[] {
  const named = new Set(
    [...ask.of(incidents.ReportFiled), ...ask.of(incidents.ReportLinked), ...ask.of(incidents.ReportShared)].map(
      (entry) => entry.body.reportId,
    ),
  );
  return [...named].filter((reportId) => {
    const mine = (of: { reportId: string }): boolean => of.reportId === reportId;
    const before = ask.until(first.index);
    const held = before.knowsReport(reportId) && reportOf(before, reportId).incidentId === incidentId;
    const words = [
      { index: first.index, belongs: held },
      ...ask.after(first, incidents.ReportFiled, mine).map(({ index, body }) => ({ index, belongs: body.incidentId === incidentId })),
      ...ask.after(first, incidents.ReportShared, mine).map(({ index, body }) => ({ index, belongs: body.incidentId === incidentId })),
      // That it went to another incident is news for this one only where the board knows that it was here.
      ...ask
        .after(first, incidents.ReportLinked, mine)
        .filter(({ index, body }) => body.incidentId === incidentId || ask.until(index).knowsReport(reportId))
        .map(({ index, body }) => ({ index, belongs: body.incidentId === incidentId })),
      ...ask
        .after(first, incidents.ReportUnlinked, (body) => mine(body) && body.incidentId === incidentId)
        .map(({ index }) => ({ index, belongs: false })),
    ].sort((a, b) => a.index - b.index);
    return words.at(-1)?.belongs ?? false;
  });
}
