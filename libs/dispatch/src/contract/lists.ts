import { z } from 'zod';
import { idSchema, missionIdSchema, pageOf, pageQuerySchema } from '@bongsu/platform/contract';
import { laneReasonSchema, laneSchema } from './lanes';
import { deploymentSchema, shipmentSchema } from './movements';
import { offerSchema } from './offers';
import { supportRequestSchema } from './requests';
import { deploymentStateSchema, offerStateSchema, requestStateSchema, shipmentStateSchema } from './vocabulary';

/** GET /support-requests: newest first; filters narrow together. */
export const requestQuerySchema = pageQuerySchema.extend({
  incidentId: idSchema.optional(),
  mission: missionIdSchema.optional(),
  state: requestStateSchema.optional(),
});
export type RequestQuery = z.infer<typeof requestQuerySchema>;
export const requestPageSchema = pageOf(supportRequestSchema);

/** GET /offers: newest first. */
export const offerQuerySchema = pageQuerySchema.extend({
  hub: missionIdSchema.optional(),
  requestId: idSchema.optional(),
  incidentId: idSchema.optional(),
  state: offerStateSchema.optional(),
});
export type OfferQuery = z.infer<typeof offerQuerySchema>;
export const offerPageSchema = pageOf(offerSchema);

const journeyQuery = {
  from: missionIdSchema.optional(),
  to: missionIdSchema.optional(),
  requestId: idSchema.optional(),
  incidentId: idSchema.optional(),
};
/** GET /deployments, GET /shipments: newest first. */
export const deploymentQuerySchema = pageQuerySchema.extend({ ...journeyQuery, state: deploymentStateSchema.optional() });
export type DeploymentQuery = z.infer<typeof deploymentQuerySchema>;
export const deploymentPageSchema = pageOf(deploymentSchema);
export const shipmentQuerySchema = pageQuerySchema.extend({ ...journeyQuery, state: shipmentStateSchema.optional() });
export type ShipmentQuery = z.infer<typeof shipmentQuerySchema>;
export const shipmentPageSchema = pageOf(shipmentSchema);
export const lanePageSchema = pageOf(laneSchema);

/** POST …/<verb> that need nothing but their address. */
export const emptyBodySchema = z.strictObject({}).nullish();
/** POST /lanes/:hubId/resume|take-back: why is welcome and not required. */
export const reopenLaneSchema = z.strictObject({ reason: laneReasonSchema.nullable().default(null) }).nullish();
export type ReopenLane = z.infer<typeof reopenLaneSchema>;
