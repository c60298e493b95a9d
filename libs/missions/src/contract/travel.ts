import { z } from 'zod';
import { missionIdSchema } from '@bongsu/platform/contract';

/** How the model takes one there: by road below 300 km, else by air, with connections the farther it is (ADR 0011). */
export const travelModes = ['same-place', 'road', 'direct-flight', 'one-connection', 'two-connections'] as const;

/** Door-to-door hours by a model, not a timetable: good for ranking hubs, not for promising an arrival. `distanceKm` is the great circle. */
export const travelLegSchema = z.strictObject({
  fromMissionId: missionIdSchema,
  toMissionId: missionIdSchema,
  distanceKm: z.number().min(0),
  hours: z.number().min(0),
  mode: z.enum(travelModes),
  modelNote: z.string(),
});
export type TravelMode = (typeof travelModes)[number];
export type TravelLeg = z.infer<typeof travelLegSchema>;

/** The ways from every hub to a mission, shortest first. `basis`: by the hub table, or by travel hours where the table does not list the mission. */
export const missionTravelSchema = z.strictObject({
  missionId: missionIdSchema,
  primaryHubId: missionIdSchema.nullable(),
  alternateHubId: missionIdSchema.nullable(),
  basis: z.enum(['listed', 'nearest']),
  hubsIllustrative: z.boolean(),
  modelNote: z.string(),
  legs: z.array(travelLegSchema),
});
export type MissionTravel = z.infer<typeof missionTravelSchema>;
