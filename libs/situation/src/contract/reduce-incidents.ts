import {
  AlertLevelDecided,
  AlertReviewDue,
  IncidentAckOverdue,
  IncidentAcknowledged,
  IncidentMoved,
  IncidentOpened,
  IncidentReassigned,
  IncidentSealed,
  IncidentShared,
  IncidentUnsealed,
  TaskAdded,
  TaskCancelled,
  TaskCompleted,
  TaskOverdue,
  UrgencyChanged,
} from '@bongsu/incidents/contract';
import type { BoardDraft } from './board-draft';
import type { BoardIncident, BoardTask } from './board-state';
import { type KindReducer, type Told, on, told } from './reducer';

/** Incidents: life cycle, acknowledgement, alert level, tasks. Alert level and life cycle are separate axes (domain §0.1). */
export const incidentReducers: readonly KindReducer[] = [
  on(IncidentOpened, (board, body, { at }) => {
    board.put('incidents', body.incidentId, {
      id: body.incidentId,
      code: body.code,
      title: body.title,
      category: body.category,
      urgency: body.urgency,
      state: 'signal',
      alertLevel: 'none',
      missionId: body.missionId,
      countryIso2: body.countryIso2,
      lat: body.lat,
      lng: body.lng,
      zone: body.zone,
      occurredAt: body.occurredAt,
      openedAt: at,
      ackDueAt: body.ackDueAt,
      acknowledgedAt: null,
      ackOverdue: false,
      alertReviewAt: null,
      reportIds: [],
      tasks: {},
      lastSitrepNumber: 0,
      closedAt: null,
      seal: null,
      lastEntryAt: at,
    });
    board.count('incidentsOpened');
    return told(body.missionId, body.code);
  }),

  // Told to those who come late; whoever knew the incident keeps the same picture of it.
  on(IncidentShared, (board, body, { at }) => {
    const { incidentId: id, missions: _, tasks, ackOverdue, ...facts } = body;
    const known = board.row('incidents', id);
    const open = tasks.map((task): [string, BoardTask] => [task.id, { ...task, state: 'open' }]);
    board.put('incidents', id, {
      ...facts,
      id,
      // Overdue means that the acknowledgement is still missing.
      ackOverdue: ackOverdue && facts.acknowledgedAt === null,
      reportIds: known?.reportIds ?? reportsAlreadyHeld(board, id),
      tasks: { ...known?.tasks, ...Object.fromEntries(open) },
      lastSitrepNumber: known?.lastSitrepNumber ?? 0,
      seal: facts.seal === undefined ? (known?.seal ?? null) : facts.seal,
      lastEntryAt: known?.lastEntryAt ?? at,
    });
    return told(facts.missionId, facts.code);
  }),

  on(IncidentAcknowledged, (board, body, { at }) =>
    change(board, body.incidentId, (incident) => {
      incident.acknowledgedAt = at;
      incident.ackOverdue = false;
    }),
  ),
  on(IncidentAckOverdue, (board, body) =>
    change(board, body.incidentId, (incident) => {
      incident.ackOverdue = incident.acknowledgedAt === null;
    }),
  ),
  on(IncidentMoved, (board, body, { at }) =>
    change(board, body.incidentId, (incident) => {
      incident.state = body.to;
      if (body.to === 'closed') incident.closedAt = at;
      else if (body.to !== 'reviewed') incident.closedAt = null;
    }),
  ),
  on(AlertLevelDecided, (board, body) =>
    change(board, body.incidentId, (incident) => {
      incident.alertLevel = body.to;
      incident.alertReviewAt = body.reviewAt;
    }),
  ),
  // The clock shows it by itself; here it only goes into the ticker.
  on(AlertReviewDue, (board, body) => change(board, body.incidentId, () => undefined)),
  on(IncidentSealed, (board, body, { incidentId }) =>
    change(board, incidentId ?? '', (incident) => {
      incident.seal = body.ground;
    }),
  ),
  on(IncidentUnsealed, (board, _body, { incidentId }) =>
    change(board, incidentId ?? '', (incident) => {
      incident.seal = null;
    }),
  ),
  on(UrgencyChanged, (board, body) =>
    change(board, body.incidentId, (incident) => {
      incident.urgency = body.to;
    }),
  ),
  // The new lead mission acknowledges anew: what the old one knew does not tell that the new one woke up.
  on(IncidentReassigned, (board, body) =>
    change(board, body.incidentId, (incident) => {
      incident.missionId = body.to;
      incident.ackDueAt = body.ackDueAt ?? null;
      incident.acknowledgedAt = null;
      incident.ackOverdue = false;
    }),
  ),

  on(TaskAdded, (board, body) =>
    change(board, body.incidentId, (incident) => {
      incident.tasks = board.ownRecord(incident.tasks);
      incident.tasks[body.taskId] = {
        id: body.taskId,
        title: body.title,
        ownerMissionId: body.ownerMissionId,
        dueAt: body.dueAt,
        state: 'open',
        overdue: false,
      };
    }),
  ),
  on(TaskCompleted, (board, body) => changeTask(board, body, { state: 'done', overdue: false })),
  on(TaskCancelled, (board, body) => changeTask(board, body, { state: 'cancelled', overdue: false })),
  on(TaskOverdue, (board, body) => changeTask(board, body, { overdue: true })),
];

/** A mission may know a report before it is told of the incident that the report belongs to. */
function reportsAlreadyHeld(board: BoardDraft, incidentId: string): string[] {
  return Object.values(board.board.reports)
    .filter((report) => report.incidentId === incidentId)
    .map((report) => report.id);
}

function change(board: BoardDraft, incidentId: string, apply: (incident: BoardIncident) => void): Told | null {
  const incident = board.edit('incidents', incidentId);
  if (!incident) return null;
  apply(incident);
  return told(incident.missionId, incident.code);
}

/** A task that is no longer open stays as it was answered. */
function changeTask(
  board: BoardDraft,
  { incidentId, taskId }: { incidentId: string; taskId: string },
  to: Partial<BoardTask>,
): Told | null {
  const incident = board.row('incidents', incidentId);
  const task = incident && Object.hasOwn(incident.tasks, taskId) ? incident.tasks[taskId] : undefined;
  if (task?.state !== 'open') return null;
  return change(board, incidentId, (editable) => {
    editable.tasks = board.ownRecord(editable.tasks);
    editable.tasks[taskId] = { ...task, ...to };
  });
}
