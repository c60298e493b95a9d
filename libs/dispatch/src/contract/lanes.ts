import { z } from 'zod';
import { missionIdSchema, plainText, storedInstantSchema } from '@bongsu/platform/contract';

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

/** POST /lanes/:hubId/pause|resume|hand-over|take-back */
export const pauseLaneSchema = z.strictObject({ reason: plainText(300) });
export const handOverLaneSchema = z.strictObject({ toHubId: missionIdSchema.nullable().default(null), reason: plainText(300) });
export type PauseLane = z.infer<typeof pauseLaneSchema>;
export type HandOverLane = z.infer<typeof handOverLaneSchema>;
