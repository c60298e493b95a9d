import * as incidents from '@bongsu/incidents/contract';
import { SitrepIssued, SitrepSuperseded, SitrepWithdrawn } from '../../src/contract';
import { type Step, instantAt, missions, pick } from '../chance';
import { type KnownIncident, type KnownWorld, type Stated, state } from './known-world';

/* Turns of the world: an incident and its tasks. Each states nothing when the world does not permit it now. */

const acts: Record<incidents.IncidentState, [incidents.IncidentAct, incidents.IncidentState][]> = {
  signal: [
    ['assess', 'assessing'],
    ['close', 'closed'],
  ],
  assessing: [
    ['activate', 'active'],
    ['close', 'closed'],
  ],
  active: [['stabilise', 'stabilising']],
  stabilising: [['close', 'closed']],
  closed: [
    ['reopen', 'active'],
    ['review', 'reviewed'],
  ],
  reviewed: [],
};
export function open(world: KnownWorld, { a, b }: Step): Stated {
  const incident: KnownIncident = {
    id: world.newId(),
    state: 'signal',
    tasks: [],
    openTasks: [],
    sitreps: 0,
    level: 'none',
    reviewAt: null,
    urgency: pick(incidents.urgencies, a),
    missionId: pick(missions, b),
    sealed: false,
  };
  world.incidents.push(incident);
  return state(incidents.IncidentOpened, 'incident', incident.id, incident.id, {
    incidentId: incident.id,
    code: `TUR-2023-${String(world.made).padStart(4, '0')}`,
    title: 'Earthquake near Gaziantep',
    category: pick(incidents.categories, b),
    urgency: incident.urgency,
    missionId: incident.missionId,
    countryIso2: 'TR',
    lat: 37.17,
    lng: 37.03,
    zone: 'Europe/Istanbul',
    occurredAt: instantAt(0),
    ackDueAt: b % 3 === 0 ? null : instantAt(world.made + 10),
  });
}

export function acknowledge(world: KnownWorld, { a }: Step): Stated | null {
  const incident = world.running(a);
  return incident
    ? state(incidents.IncidentAcknowledged, 'incident', incident.id, incident.id, {
        incidentId: incident.id,
        missionId: incident.missionId,
      })
    : null;
}

export function overdue(world: KnownWorld, { a, b }: Step): Stated | null {
  const incident = world.running(a);
  if (!incident) return null;
  const taskId = incident.openTasks.length > 0 ? pick(incident.openTasks, b) : null;
  if (taskId !== null && b % 2 === 0)
    return state(incidents.TaskOverdue, 'incident', incident.id, incident.id, { incidentId: incident.id, taskId });
  return state(incidents.IncidentAckOverdue, 'incident', incident.id, incident.id, {
    incidentId: incident.id,
    missionId: incident.missionId,
    toldHubId: null,
  });
}

export function move(world: KnownWorld, { a, b }: Step): Stated | null {
  const incident = world.some(world.incidents, a);
  if (!incident || acts[incident.state].length === 0) return null;
  const [act, to] = pick(acts[incident.state], b);
  const from = incident.state;
  incident.state = to;
  return state(incidents.IncidentMoved, 'incident', incident.id, incident.id, {
    incidentId: incident.id,
    act,
    from,
    to,
    decisionId: null,
  });
}

export function level(world: KnownWorld, { a, b }: Step): Stated | null {
  const incident = world.running(a);
  if (!incident) return null;
  const from = incident.level;
  incident.level = pick(incidents.alertLevels, b);
  incident.reviewAt = b % 2 === 0 ? null : instantAt(world.made + 60);
  return state(incidents.AlertLevelDecided, 'incident', incident.id, incident.id, {
    incidentId: incident.id,
    from,
    to: incident.level,
    decisionId: 'd-level',
    reviewAt: incident.reviewAt,
  });
}

export function reviewDue(world: KnownWorld, { a }: Step): Stated | null {
  const incident = world.some(world.incidents, a, (one) => one.reviewAt !== null && one.level !== 'none');
  if (incident?.reviewAt === undefined || incident.reviewAt === null) return null;
  const { id: incidentId, level, reviewAt } = incident;
  return state(incidents.AlertReviewDue, 'incident', incidentId, incidentId, { incidentId, level, reviewAt });
}

export function urgency(world: KnownWorld, { a, b }: Step): Stated | null {
  const incident = world.running(a);
  if (!incident) return null;
  const from = incident.urgency;
  incident.urgency = pick(incidents.urgencies, b);
  return state(incidents.UrgencyChanged, 'incident', incident.id, incident.id, {
    incidentId: incident.id,
    from,
    to: incident.urgency,
    decisionId: 'd-urgency',
  });
}

export function seal(world: KnownWorld, { a, b }: Step): Stated | null {
  const incident = world.some(world.incidents, a);
  if (!incident) return null;
  incident.sealed = !incident.sealed;
  const about = ['incident', incident.id, incident.id] as const;
  return incident.sealed
    ? state(incidents.IncidentSealed, ...about, { ground: pick(incidents.sealGrounds, b) })
    : state(incidents.IncidentUnsealed, ...about, {});
}

export function reassign(world: KnownWorld, { a, b }: Step): Stated | null {
  const incident = world.running(a);
  if (!incident) return null;
  const from = incident.missionId;
  incident.missionId = pick(missions, b);
  return state(incidents.IncidentReassigned, 'incident', incident.id, incident.id, {
    incidentId: incident.id,
    from,
    to: incident.missionId,
    decisionId: 'd-lead',
    ackDueAt: b % 2 === 0 ? null : instantAt(world.made + 20),
  });
}

export function addTask(world: KnownWorld, { a, b }: Step): Stated | null {
  const incident = world.running(a);
  if (!incident) return null;
  const taskId = world.newId();
  incident.openTasks.push(taskId);
  return state(incidents.TaskAdded, 'incident', incident.id, incident.id, {
    incidentId: incident.id,
    taskId,
    title: 'Call the university',
    ownerMissionId: pick(missions, b),
    dueAt: b % 3 === 0 ? null : instantAt(world.made + (b % 50)),
  });
}

export function answerTask(world: KnownWorld, { a, b, c }: Step): Stated | null {
  const incident = world.some(world.incidents, a, (one) => one.openTasks.length > 0);
  if (!incident) return null;
  const [taskId] = incident.openTasks.splice(b % incident.openTasks.length, 1);
  if (taskId === undefined) return null;
  return state(c % 2 === 0 ? incidents.TaskCompleted : incidents.TaskCancelled, 'incident', incident.id, incident.id, {
    incidentId: incident.id,
    taskId,
  });
}

export function sitrep(world: KnownWorld, { a, b }: Step): Stated | null {
  const incident = world.running(a);
  if (!incident) return null;
  if (incident.sitreps > 0 && b % 3 === 0) {
    const body = { sitrepId: world.newId(), incidentId: incident.id, number: incident.sitreps };
    if (b % 2 === 0) return state(SitrepWithdrawn, 'sitrep', body.sitrepId, incident.id, body);
    return state(SitrepSuperseded, 'sitrep', body.sitrepId, incident.id, { ...body, byNumber: body.number + 1 });
  }
  incident.sitreps += 1;
  return state(SitrepIssued, 'sitrep', world.newId(), incident.id, {
    sitrepId: world.newId(),
    incidentId: incident.id,
    number: incident.sitreps,
    asOf: instantAt(world.made),
  });
}
