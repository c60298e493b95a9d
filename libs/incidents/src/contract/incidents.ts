import { z } from 'zod';
import {
  idSchema,
  instantSchema,
  latitudeSchema,
  longitudeSchema,
  missionIdSchema,
  publicLine,
  storedInstantSchema,
  timeZoneSchema,
} from '@bongsu/platform/contract';
import { deciderSchema } from './decider';
import { openingSealSchema, sealMarkSchema } from './seals';
import { alertLevelSchema, categorySchema, incidentActs, incidentStateSchema, urgencySchema } from './vocabulary';

/** POST /incidents. The title names the event, never a person: it stands in the journal and on every board. */
export const openIncidentSchema = z.strictObject({
  title: publicLine(160),
  category: categorySchema,
  urgency: urgencySchema,
  missionId: missionIdSchema.nullable().default(null),
  countryIso2: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .nullable()
    .default(null),
  lat: latitudeSchema.nullable().default(null),
  lng: longitudeSchema.nullable().default(null),
  zone: timeZoneSchema.default('UTC'),
  occurredAt: instantSchema.nullable().default(null),
  recognisedAt: instantSchema.nullable().default(null),
  reportIds: z.array(idSchema).max(100).default([]),
  /** Sealed from the beginning: whoever opens it is on the list, and so are those whom she names. */
  seal: openingSealSchema.nullable().default(null),
});
export type OpenIncident = z.infer<typeof openIncidentSchema>;
export type OpenIncidentInput = z.input<typeof openIncidentSchema>;

export const taskSchema = z.strictObject({
  id: idSchema,
  title: z.string(),
  ownerMissionId: z.string(),
  dueAt: storedInstantSchema.nullable(),
  state: z.enum(['open', 'done', 'cancelled']),
  doneAt: storedInstantSchema.nullable(),
});
export type TaskView = z.infer<typeof taskSchema>;

/** Acts that people give a reason for; the words are read here and stand in no journal entry. */
export const reasonedActs = [
  ...incidentActs,
  'set-urgency',
  'reassign',
  'unlink-report',
  'dismiss-report',
  'reassign-report',
  'seal',
  'unseal',
  'name-on-seal',
  'take-off-seal',
  'export-evidence',
] as const;
export const reasonedActSchema = z.enum(reasonedActs);
export type ReasonedAct = z.infer<typeof reasonedActSchema>;

/** Why something was decided. `id` is the `decisionId` of the entry that tells of it; `reportId` where it was about a report. */
export const decisionReasonSchema = z.strictObject({
  id: idSchema,
  act: reasonedActSchema,
  reportId: idSchema.nullable(),
  reason: z.string(),
  decidedBy: deciderSchema.nullable(),
  decidedAt: storedInstantSchema,
});
export type DecisionReasonView = z.infer<typeof decisionReasonSchema>;

export const alertDecisionSchema = z.strictObject({
  id: idSchema,
  from: alertLevelSchema,
  to: alertLevelSchema,
  basis: z.string(),
  decidedBy: deciderSchema.nullable(),
  decidedAt: storedInstantSchema,
  reviewAt: storedInstantSchema.nullable(),
});

/** Why an incident cannot be closed yet; each names what is open and where. */
export const closeBlockerSchema = z.strictObject({
  code: z.enum(['task-open', 'report-unlinked', 'request-open', 'offer-open', 'deployment-not-returned', 'shipment-in-transit']),
  subjectId: z.string(),
  label: z.string(),
});
export type CloseBlocker = z.infer<typeof closeBlockerSchema>;

export const incidentSchema = z.strictObject({
  id: idSchema,
  code: z.string(),
  title: z.string(),
  category: categorySchema,
  urgency: urgencySchema,
  state: incidentStateSchema,
  alertLevel: alertLevelSchema,
  missionId: z.string().nullable(),
  countryIso2: z.string().nullable(),
  lat: z.number().nullable(),
  lng: z.number().nullable(),
  zone: z.string(),
  occurredAt: storedInstantSchema.nullable(),
  recognisedAt: storedInstantSchema.nullable(),
  openedAt: storedInstantSchema,
  ackDueAt: storedInstantSchema.nullable(),
  acknowledgedAt: storedInstantSchema.nullable(),
  closedAt: storedInstantSchema.nullable(),
  seal: sealMarkSchema.nullable(),
  version: z.int(),
});
export type IncidentView = z.infer<typeof incidentSchema>;

/** GET /incidents/:id */
export const incidentDetailSchema = incidentSchema.extend({
  permittedActs: z.array(z.string()),
  closeBlockers: z.array(closeBlockerSchema),
  alertHistory: z.array(alertDecisionSchema),
  reasons: z.array(decisionReasonSchema),
  tasks: z.array(taskSchema),
});
export type IncidentDetail = z.infer<typeof incidentDetailSchema>;

/** POST /incidents/:id/<verb> bodies; each verb is one life-cycle act or one decision. */
export const moveIncidentSchema = z.strictObject({ reason: publicLine(500).nullable().default(null) });
export const closeIncidentSchema = z.strictObject({ reason: publicLine(500), overrideBlockers: z.boolean().default(false) });
export const setAlertLevelSchema = z.strictObject({
  level: alertLevelSchema,
  basis: publicLine(500),
  reviewAt: instantSchema.nullable().default(null),
});
export const setUrgencySchema = z.strictObject({ urgency: urgencySchema, reason: publicLine(500) });
export const reassignSchema = z.strictObject({ missionId: missionIdSchema, reason: publicLine(500) });
export const addTaskSchema = z.strictObject({
  title: publicLine(200),
  ownerMissionId: missionIdSchema,
  dueAt: instantSchema.nullable().default(null),
});
export const taskRefSchema = z.strictObject({ taskId: idSchema });
