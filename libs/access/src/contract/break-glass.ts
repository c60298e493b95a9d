import { z } from 'zod';
import { defineEntry } from '@bongsu/kernel';
import { idSchema, missionIdSchema, pageOf, pageQuerySchema, publicLine, storedInstantSchema } from '@bongsu/platform/contract';
import type { Permission } from './permissions';
import { roleSchema } from './roles';

export const BREAK_GLASS_MINUTES_AT_MOST = 240;

/** What breaking the glass of a mission opens: what its duty officer reads, and nothing that changes anything. */
export const breakGlassPermissions = [
  'missions.read',
  'incidents.read',
  'resources.read',
  'dispatch.read',
  'dispatch.lane.read',
  'situation.read',
  'situation.sitrep.read',
] as const satisfies readonly Permission[];

export const breakGlassReasons = [
  'life-at-risk',
  'mission-unreachable',
  'incident-crosses-border',
  'relief-of-colleague',
  'other',
] as const;
export const breakGlassReasonSchema = z.enum(breakGlassReasons);
export type BreakGlassReason = z.infer<typeof breakGlassReasonSchema>;

export const breakGlassOutcomes = ['justified', 'not-justified', 'to-follow-up'] as const;
export const breakGlassOutcomeSchema = z.enum(breakGlassOutcomes);
export type BreakGlassOutcome = z.infer<typeof breakGlassOutcomeSchema>;

/** What may be opened. */
export const breakGlassSubjects = ['mission', 'incident'] as const;
export const breakGlassSubjectSchema = z.strictObject({ type: z.enum(breakGlassSubjects), id: z.string() });
export type BreakGlassSubject = z.infer<typeof breakGlassSubjectSchema>;

/** The readable code of an incident. */
const incidentCodeSchema = z.string().regex(/^[A-Z0-9][A-Z0-9-]{4,23}$/);

/**
 * POST /break-glass on a mission, or on a sealed incident by its readable code. The words of the reason are read by those who review, over HTTP, and
 * stand in no entry.
 */
export const openBreakGlassSchema = z.strictObject({
  subject: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('mission'), id: missionIdSchema }),
    z.strictObject({ type: z.literal('incident'), id: incidentCodeSchema }),
  ]),
  minutes: z.int().min(5).max(BREAK_GLASS_MINUTES_AT_MOST).default(60),
  reasonCode: breakGlassReasonSchema,
  reason: publicLine(500, 10),
});
export type OpenBreakGlass = z.infer<typeof openBreakGlassSchema>;

export const reviewBreakGlassSchema = z.strictObject({
  outcome: breakGlassOutcomeSchema,
  note: publicLine(500).nullable().default(null),
});
export type ReviewBreakGlass = z.infer<typeof reviewBreakGlassSchema>;

/** GET /break-glass: mine that is open, what is open or waits for a review of mine, or what was reviewed. */
export const breakGlassLists = ['mine', 'to-review', 'reviewed'] as const;
export const breakGlassQuerySchema = pageQuerySchema.extend({ list: z.enum(breakGlassLists).default('to-review') });
export type BreakGlassQuery = z.infer<typeof breakGlassQuerySchema>;
export type BreakGlassList = (typeof breakGlassLists)[number];

const personSeen = z.strictObject({ displayName: z.string(), role: roleSchema.nullable() });
export const breakGlassSchema = z.strictObject({
  id: idSchema,
  subject: breakGlassSubjectSchema,
  /** The readable code of a sealed incident; null for a mission. */
  label: z.string().nullable().optional(),
  openedBy: personSeen.nullable(),
  homeMissions: z.array(z.string()),
  reasonCode: breakGlassReasonSchema,
  reason: z.string(),
  openedAt: storedInstantSchema,
  until: storedInstantSchema,
  endedAt: storedInstantSchema.nullable(),
  mine: z.boolean(),
  permitted: z.array(z.enum(['end', 'review'])),
  review: z
    .strictObject({ at: storedInstantSchema, by: personSeen.nullable(), outcome: breakGlassOutcomeSchema, note: z.string().nullable() })
    .nullable(),
});
export type BreakGlassView = z.infer<typeof breakGlassSchema>;
export const breakGlassPageSchema = pageOf(breakGlassSchema);

const body = { breakGlassId: z.string(), subject: breakGlassSubjectSchema };
export const BreakGlassOpened = defineEntry(
  'access.break-glass-opened',
  z.strictObject({ ...body, reasonCode: breakGlassReasonSchema, until: storedInstantSchema }),
);
export const BreakGlassEnded = defineEntry('access.break-glass-ended', z.strictObject({ ...body, by: z.enum(['time', 'hand']) }));
export const BreakGlassReviewed = defineEntry('access.break-glass-reviewed', z.strictObject({ ...body, outcome: breakGlassOutcomeSchema }));

/** Every kind of this file. */
export const breakGlassEntries = [BreakGlassOpened, BreakGlassEnded, BreakGlassReviewed] as const;
