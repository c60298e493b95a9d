import { type Instant, transitions } from '@bongsu/kernel';
import type { laneStates } from '../contract';

export type LaneState = (typeof laneStates)[number];
export type LaneAct = 'pause' | 'resume' | 'handOver' | 'takeBack';

/** A hub's own queue: paused, it keeps its offers waiting; handed over, its offers go to another hub. */
export interface Lane {
  readonly hubId: string;
  readonly state: LaneState;
  readonly handedToHubId: string | null;
  readonly reason: string | null;
  readonly changedAt: Instant | null;
  readonly version: number;
}

export const laneTransitions = transitions<LaneState, LaneAct>({
  open: { pause: 'paused', handOver: 'handed-over' },
  paused: { resume: 'open', handOver: 'handed-over' },
  'handed-over': { takeBack: 'open' },
});

/** Lanes by hub, as far as anybody ever changed one. */
export type Lanes = ReadonlyMap<string, Lane>;

/**
 * Who answers for a hub now: itself, or the hub its lane was handed to, and so on. A lane is only handed to one that is not handed
 * over itself, so there is no way round in a circle.
 */
export function answeringHub(hubId: string, lanes: Lanes): string {
  const lane = lanes.get(hubId);
  return lane?.state === 'handed-over' && lane.handedToHubId !== null ? answeringHub(lane.handedToHubId, lanes) : hubId;
}
