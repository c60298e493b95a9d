import { type Instant, type NewEntry, type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { LaneChanged } from '../contract';
import { type Lane, type LaneAct, laneTransitions } from './lane';
import { impossibleTransition, stale } from './refusals';

export interface LaneStep {
  readonly lane: Lane;
  readonly entry: NewEntry;
}

/** Pauses, resumes or takes back a lane. `reason` is typed text about the lane, seen by everyone who follows the hub. */
export function changeLane(
  lane: Lane,
  act: Exclude<LaneAct, 'handOver'>,
  reason: string,
  ifVersion: number | undefined,
  now: Instant,
): Result<LaneStep, Refusal> {
  return isStale(lane, ifVersion) ? stale('lane', lane.version) : change(lane, act, null, reason, now);
}

/** Hands a lane to another hub, which must be open itself: no offer may go round in a circle. */
export function handOverLane(
  lane: Lane,
  target: Lane | undefined,
  reason: string,
  ifVersion: number | undefined,
  now: Instant,
): Result<LaneStep, Refusal> {
  if (isStale(lane, ifVersion)) return stale('lane', lane.version);
  const field = 'toHubId';
  if (target === undefined)
    return refuse('invalid', 'dispatch.not-a-hub', 'There is no such hub to hand the lane to.', 'Name one of the hubs.', { field });
  if (target.hubId === lane.hubId)
    return refuse('invalid', 'dispatch.lane-to-itself', 'A lane cannot be handed to its own hub.', 'Name another hub.', { field });
  if (target.state !== 'open') {
    const facts = { hubId: target.hubId, state: target.state };
    return refuse(
      'conflict',
      'dispatch.target-lane-not-open',
      `The lane of ${target.hubId} is ${target.state}.`,
      'Name a hub whose lane is open.',
      { field, facts },
    );
  }
  return change(lane, 'handOver', target.hubId, reason, now);
}

function isStale(lane: Lane, ifVersion: number | undefined): boolean {
  return ifVersion !== undefined && ifVersion !== lane.version;
}

function change(lane: Lane, act: LaneAct, handedToHubId: string | null, reason: string, now: Instant): Result<LaneStep, Refusal> {
  const state = laneTransitions.next(lane.state, act);
  if (state === undefined) return impossibleTransition(laneTransitions, 'lane', lane.state, act);
  const after: Lane = { ...lane, state, handedToHubId, reason, changedAt: now };
  const body = { hubId: lane.hubId, from: lane.state, to: state, handedToHubId, reason };
  const audience = [lane.hubId, ...(handedToHubId === null ? [] : [handedToHubId])];
  return ok({ lane: after, entry: LaneChanged.of({ subject: { type: 'lane', id: lane.hubId }, audience, body }) });
}
