import { z } from 'zod';
import { idSchema, instantSchema, missionIdSchema, plainText, storedInstantSchema } from '@bongsu/platform/contract';
import { skillSchema } from '@bongsu/resources/contract';
import { offerSchema } from './offers';
import { deploymentSchema, shipmentSchema } from './movements';
import { prioritySchema, requestStateSchema, shortfallCodeSchema } from './vocabulary';

/** A staff line: so many people with a skill; languages as ISO 639 codes, any one of them is enough; visa = entry permission for the receiving country needed. */
export const staffLineSchema = z.strictObject({
  kind: z.literal('staff'),
  skill: skillSchema,
  languages: z
    .array(z.string().regex(/^[a-z]{2,3}$/))
    .max(10)
    .default([]),
  needsVisa: z.boolean().default(false),
  count: z.int().min(1).max(500),
  minimum: z.int().min(0).max(500).default(1),
  durationDays: z.int().min(1).max(90).default(14),
});
export const supplyLineSchema = z.strictObject({
  kind: z.literal('supply'),
  itemCode: z.string().min(1).max(40),
  count: z.int().min(1).max(1_000_000),
  minimum: z.int().min(0).max(1_000_000).default(1),
});
export const requestLineSchema = z.discriminatedUnion('kind', [staffLineSchema, supplyLineSchema]);
export type RequestLine = z.infer<typeof requestLineSchema>;

/** POST /support-requests */
export const submitSupportRequestSchema = z.strictObject({
  incidentId: idSchema,
  missionId: missionIdSchema,
  priority: prioritySchema,
  neededBy: instantSchema,
  justification: plainText(2000),
  lines: z.array(requestLineSchema).min(1).max(60),
});
export type SubmitSupportRequest = z.infer<typeof submitSupportRequestSchema>;
export type SubmitSupportRequestInput = z.input<typeof submitSupportRequestSchema>;

/** Why this hub for this line: code first, figures beside it. */
export const planChoiceSchema = z.strictObject({
  lineNo: z.int().min(1),
  hubId: z.string(),
  count: z.int().min(1),
  reason: z.strictObject({
    code: z.enum([
      'nearest-capable-hub',
      'next-nearest-for-remainder',
      'only-capable-hub',
      'escalated-after-silence',
      'replanned-after-decline',
    ]),
    travelHours: z.number(),
    rank: z.int(),
    hubsConsidered: z.int(),
    arrivesBy: storedInstantSchema,
  }),
});
export type PlanChoice = z.infer<typeof planChoiceSchema>;

export const shortfallSchema = z.strictObject({
  lineNo: z.int().min(1),
  missing: z.int().min(1),
  code: shortfallCodeSchema,
  belowMinimum: z.boolean(),
});
export type Shortfall = z.infer<typeof shortfallSchema>;

export const supportRequestSchema = z.strictObject({
  id: idSchema,
  code: z.string(),
  incidentId: idSchema,
  missionId: z.string(),
  priority: prioritySchema,
  neededBy: storedInstantSchema,
  justification: z.string(),
  lines: z.array(z.strictObject({ lineNo: z.int(), line: requestLineSchema, committed: z.int(), arrived: z.int() })),
  state: requestStateSchema,
  submittedAt: storedInstantSchema,
  decisionDueAt: storedInstantSchema.nullable(),
  /** Typed by whoever withdrew or declined it, or closed it short. */
  endedReason: z.string().nullable().optional(),
  version: z.int(),
});
export type SupportRequestView = z.infer<typeof supportRequestSchema>;

/** GET /support-requests/:id */
export const supportRequestDetailSchema = supportRequestSchema.extend({
  plan: z
    .strictObject({ madeAt: storedInstantSchema, choices: z.array(planChoiceSchema), shortfalls: z.array(shortfallSchema) })
    .nullable(),
  offers: z.array(offerSchema),
  deployments: z.array(deploymentSchema),
  shipments: z.array(shipmentSchema),
  permittedActs: z.array(z.string()),
});
export type SupportRequestDetail = z.infer<typeof supportRequestDetailSchema>;

/** POST /support-requests/:id/<verb>: withdraw {reason}, decline {reason} (headquarters), direct {hubId, lines} (headquarters offers a line to a hub of its choice), release, close. */
export const withdrawRequestSchema = z.strictObject({ reason: plainText(500) });
export const directRequestSchema = z.strictObject({
  hubId: missionIdSchema,
  lines: z
    .array(z.strictObject({ lineNo: z.int().min(1), count: z.int().min(1) }))
    .min(1)
    .max(60),
});
export type WithdrawRequest = z.infer<typeof withdrawRequestSchema>;
export type DirectRequest = z.infer<typeof directRequestSchema>;
