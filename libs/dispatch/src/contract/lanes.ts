import { z } from 'zod';
import { missionIdSchema, publicLine, storedInstantSchema } from '@bongsu/platform/contract';

export const laneStates = ['open', 'paused', 'handed-over'] as const;

/** A hub's own queue, as operators see it. */
export const laneSchema = z.strictObject({
  hubId: z.string(),
  state: z.enum(laneStates),
  handedToHubId: z.string().nullable(),
  reason: z.string().nullable(),
  depth: z.int(),
  oldestSince: storedInstantSchema.nullable(),
  retrying: z.int(),
  dead: z.int(),
  offersWaiting: z.int(),
  offersOverdue: z.int(),
  version: z.int(),
});
export type LaneView = z.infer<typeof laneSchema>;

/** Why a lane is not open: every board shows it, so it stands in the journal. */
export const laneReasonSchema = publicLine(300);

/** POST /lanes/:hubId/pause|resume|hand-over|take-back */
export const pauseLaneSchema = z.strictObject({ reason: laneReasonSchema });
export const handOverLaneSchema = z.strictObject({ toHubId: missionIdSchema.nullable().default(null), reason: laneReasonSchema });
export type PauseLane = z.infer<typeof pauseLaneSchema>;
export type HandOverLane = z.infer<typeof handOverLaneSchema>;
