import { z } from 'zod';
import { idSchema, instantSchema, plainText, storedInstantSchema } from '@bongsu/platform/contract';
import { deploymentStateSchema, shipmentStateSchema } from './vocabulary';

const journey = {
  fromMissionId: z.string(),
  toMissionId: z.string(),
  departedAt: storedInstantSchema.nullable(),
  /** Expected arrival by the travel model until somebody reports a better one. */
  expectedAt: storedInstantSchema.nullable(),
  /** Observed at the destination, never inferred. */
  arrivedAt: storedInstantSchema.nullable(),
  /** How many notes were written with its steps; they are read one movement at a time. */
  noteCount: z.int(),
};

export const deploymentSchema = z.strictObject({
  id: idSchema,
  offerId: idSchema,
  requestId: idSchema,
  incidentId: idSchema,
  lineNo: z.int(),
  staffId: idSchema,
  staffNo: z.string(),
  state: deploymentStateSchema,
  permittedActs: z.array(z.string()),
  ...journey,
  releasedAt: storedInstantSchema.nullable(),
  /** When the way home began; `expectedAt` is of the way home from then on. */
  returnDepartedAt: storedInstantSchema.nullable(),
  returnedAt: storedInstantSchema.nullable(),
  version: z.int(),
});
export type DeploymentView = z.infer<typeof deploymentSchema>;

export const shipmentItemSchema = z.strictObject({
  lineNo: z.int(),
  lotId: idSchema,
  itemCode: z.string(),
  sent: z.int(),
  received: z.int().nullable(),
  discrepancyNote: z.string().nullable(),
});
export const shipmentSchema = z.strictObject({
  id: idSchema,
  offerId: idSchema,
  requestId: idSchema,
  incidentId: idSchema,
  items: z.array(shipmentItemSchema),
  state: shipmentStateSchema,
  permittedActs: z.array(z.string()),
  ...journey,
  /** Sent by then, or its supplies are free again. */
  heldUntil: storedInstantSchema,
  version: z.int(),
});
export type ShipmentView = z.infer<typeof shipmentSchema>;

/** POST /deployments/:id/<verb>, POST /shipments/:id/<verb>: when it was observed, if not now, and what there is to say about it. */
export const movementActSchema = z.strictObject({
  occurredAt: instantSchema.nullable().default(null),
  expectedAt: instantSchema.nullable().default(null),
  note: plainText(500).nullable().default(null),
});
/** POST /shipments/:id/receive: what was counted on arrival; a difference needs a note. */
export const receiveShipmentSchema = z.strictObject({
  occurredAt: instantSchema.nullable().default(null),
  items: z
    .array(z.strictObject({ lotId: idSchema, received: z.int().min(0).max(1_000_000), note: plainText(500).nullable().default(null) }))
    .max(200)
    .default([]),
});
/** GET /deployments/:id/notes, GET /shipments/:id/notes: what people wrote with the steps, the latest first; whoever reads it is on record. */
export const movementNoteSchema = z.strictObject({
  id: idSchema,
  act: z.string(),
  note: z.string(),
  writtenBy: z.string(),
  writtenAt: storedInstantSchema,
});
export const movementNotesSchema = z.strictObject({ items: z.array(movementNoteSchema) });
export type MovementNotes = z.infer<typeof movementNotesSchema>;
export type MovementAct = z.infer<typeof movementActSchema>;
export type ReceiveShipment = z.infer<typeof receiveShipmentSchema>;
