import * as dispatch from '@bongsu/dispatch/contract';
import * as incidents from '@bongsu/incidents/contract';
import { MissionStatusChanged } from '@bongsu/missions/contract';
import { JobRefused } from '@bongsu/platform/contract';
import { LotAdjusted, StaffStateChanged } from '@bongsu/resources/contract';
import type { BoardState } from '../../src/contract';
import { type Step, idOf, missions, pick } from '../chance';
import { type KnownWorld, type Stated, state } from './known-world';

/* Turns of the world: what is of no incident, and what latecomers are told. Each states nothing when the world does not permit it now. */

export function lane(_world: KnownWorld, { a, b }: Step): Stated {
  const hubId = pick(missions, a);
  return state(dispatch.LaneChanged, 'lane', hubId, null, {
    hubId,
    from: 'open',
    to: pick(dispatch.laneStates, b),
    handedToHubId: null,
    reason: 'power cut',
  });
}

export function refuseJob(world: KnownWorld, { a, b }: Step): Stated | null {
  const offer = world.some(world.offers, a, () => b % 3 > 0);
  const request = offer?.request ?? world.some(world.requests, a, () => true);
  if (!request) return null;
  const [type, id] = offer ? ['offer', offer.id] : ['support-request', request.id];
  return state(JobRefused, type, id, request.incidentId, {
    job: 'dispatch.deliver-offer',
    why: b % 2 === 0 ? 'right-withdrawn' : 'account-ended',
    permission: 'dispatch.request.submit',
    missionId: request.missionId,
    causedBy: idOf(b),
  });
}

export function mission(_world: KnownWorld, { a, b }: Step): Stated {
  const missionId = pick(missions, a);
  return state(MissionStatusChanged, 'mission', missionId, null, {
    missionId,
    from: 'open',
    to: b % 2 === 0 ? 'relocated' : 'open',
    reason: 'security-threat',
    asOf: '2023-02-06',
  });
}

export function ignored(_world: KnownWorld, { a, b }: Step): Stated {
  if (a % 2 === 0)
    return state(LotAdjusted, 'lot', 'lot-1', null, {
      lotId: 'lot-1',
      itemCode: 'KIT-01',
      missionId: pick(missions, b),
      change: -1,
      quantity: 9,
      reason: 'count',
    });
  return state(StaffStateChanged, 'staff', 'staff-1', null, {
    staffId: 'staff-1',
    staffNo: 'S-1',
    missionId: pick(missions, b),
    from: 'available',
    to: 'reserved',
    restUntil: null,
  });
}

export function share(world: KnownWorld, { a, b }: Step, standing: (() => BoardState) | null): Stated | null {
  if (standing === null) return null;
  const board = standing();
  const told = [pick(missions, b)];
  if (b % 3 === 0) {
    const report = world.some(Object.values(board.reports), a);
    if (!report) return null;
    const { id: reportId, ...facts } = report;
    return state(incidents.ReportShared, 'report', reportId, facts.incidentId, { ...facts, reportId, missions: told });
  }
  if (b % 3 === 1) {
    const request = world.some(Object.values(board.requests), a);
    if (!request) return null;
    const { id: requestId, ...facts } = request;
    return state(dispatch.RequestShared, 'request', requestId, facts.incidentId, { ...facts, requestId, missions: told });
  }
  const incident = world.some(Object.values(board.incidents), a);
  if (!incident) return null;
  const { id: incidentId, tasks, reportIds: _, lastSitrepNumber: __, lastEntryAt: ___, ...facts } = incident;
  const open = Object.values(tasks)
    .filter((task) => task.state === 'open')
    .map(({ state: ____, ...task }) => task);
  return state(incidents.IncidentShared, 'incident', incidentId, incidentId, { ...facts, incidentId, missions: told, tasks: open });
}
