import { z } from 'zod';
import { defineTwoPersonAct } from '@bongsu/access/contract';
import { defineEntry, hours } from '@bongsu/kernel';
import { idSchema, instantSchema, legalBases, missionIdSchema, pageOf, publicLine, storedInstantSchema } from '@bongsu/platform/contract';

/** What is taken out: the reports of an incident, or of missions in a span of time; the staff of missions. */
export const exportKinds = ['reports', 'staff'] as const;
export const exportKindSchema = z.enum(exportKinds);
export type ExportKind = z.infer<typeof exportKindSchema>;

/**
 * `plain`: the columns that hold nothing personal (P0, P1) and no more; made at once. `personal`: those of class P2 and P3 as well; made
 * after a second person agreed, however few people are in it.
 */
export const exportContents = ['plain', 'personal'] as const;
export const exportContentSchema = z.enum(exportContents);
export type ExportContent = z.infer<typeof exportContentSchema>;

/** `waiting` to `void` follow its proposal; `gone` means that the file is no longer kept. */
export const exportStates = ['waiting', 'refused', 'withdrawn', 'lapsed', 'void', 'preparing', 'ready', 'failed', 'gone'] as const;
export const exportStateSchema = z.enum(exportStates);
export type ExportState = z.infer<typeof exportStateSchema>;

/** More rows than this make no file: whoever needs more asks for less at a time. */
export const EXPORT_ROWS_MAX = 10_000;
/** How long a file can be downloaded after it was made. */
export const EXPORT_KEPT_MS = hours(24);
const SPAN_DAYS_MAX = 366;

/** Why a file was not made, as codes that a screen has words for. */
export const exportFailures = ['right-gone', 'too-large'] as const;
export type ExportFailure = (typeof exportFailures)[number];

/** A file number such as 2026-117 or PIPA-2026/17; a name of a person is none. */
export const caseReferenceSchema = z.string().regex(/^[A-Z0-9][A-Z0-9/.-]{2,39}$/, 'is not a file number such as PIPA-2026/17');

const spanSchema = {
  incidentId: idSchema.nullable().default(null),
  missionIds: z.array(missionIdSchema).min(1).max(300).nullable().default(null),
  from: instantSchema.nullable().default(null),
  to: instantSchema.nullable().default(null),
};

/**
 * POST /exports. `missionIds` null = every mission that the caller may take out. Reports are of an incident or of a span of time (when they were entered,
 * `from` ≤ t < `to`, a year at most); staff are those of now.
 */
export const orderExportSchema = z
  .strictObject({
    kind: exportKindSchema,
    content: exportContentSchema,
    ...spanSchema,
    format: z.literal('csv').default('csv'),
    language: z.enum(['en', 'ko']).default('en'),
    reason: publicLine(500, 5),
    legalBasis: z.enum(legalBases),
    caseReference: caseReferenceSchema.nullable().default(null),
  })
  .superRefine(({ kind, incidentId, missionIds, from, to }, context) => {
    const wrong = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
    if (kind === 'staff') {
      if (incidentId !== null) wrong('incidentId', 'staff belong to missions: name those');
      if (from !== null || to !== null) wrong('from', 'staff are taken out as they are now');
      return;
    }
    if (incidentId !== null) {
      if (missionIds !== null) wrong('missionIds', 'name an incident or missions, not both');
      if (from !== null || to !== null) wrong('from', 'an incident is taken out whole');
      return;
    }
    if (from === null || to === null) return wrong('from', 'name an incident, or the span of time by from and to');
    const days = (Date.parse(to) - Date.parse(from)) / 86_400_000;
    if (days <= 0) wrong('to', 'is not after from');
    else if (days > SPAN_DAYS_MAX) wrong('to', `is more than ${String(SPAN_DAYS_MAX)} days after from`);
  });
export type OrderExport = z.infer<typeof orderExportSchema>;

/** An export as whoever asked for it reads it. */
export const exportSchema = z.strictObject({
  id: idSchema,
  /** `EXP-2026-000123`; of a sealed incident one of a series of its own, `SLE-7K3M9Q`. */
  reference: z.string(),
  kind: exportKindSchema,
  content: exportContentSchema,
  incidentId: idSchema.nullable(),
  incidentCode: z.string().nullable(),
  missionIds: z.array(z.string()).nullable(),
  from: storedInstantSchema.nullable(),
  to: storedInstantSchema.nullable(),
  reason: z.string(),
  legalBasis: z.enum(legalBases),
  caseReference: z.string().nullable(),
  state: exportStateSchema,
  orderedAt: storedInstantSchema,
  proposalId: idSchema.nullable(),
  /** Until when a second person may answer; null when none needs to. */
  answerBy: storedInstantSchema.nullable(),
  /** Why it was refused, in the words of whoever did. */
  refusal: z.string().nullable(),
  failure: z.enum(exportFailures).nullable(),
  /** How many rows are in the file so far, and how many there will be; null until they were counted. */
  done: z.int(),
  total: z.int().nullable(),
  readyAt: storedInstantSchema.nullable(),
  availableUntil: storedInstantSchema.nullable(),
  copies: z.int(),
});
export type ExportView = z.infer<typeof exportSchema>;
export const exportPageSchema = pageOf(exportSchema);

/** A mark as it stands in every row of a copy: reference, number of the copy, six characters that nobody guesses. */
export const exportMarkSchema = z
  .string()
  .regex(/^(?:EXP-\d{4}-\d{6,9}|SLE-[0-9A-HJKMNP-TV-Z]{6})-\d{1,4}-[A-Z2-7]{6}$/, 'is not a mark such as EXP-2026-000123-1-K7QF2M');

/** GET /export-copies/:mark: whose copy a row came from. */
export const exportCopySchema = z.strictObject({
  mark: z.string(),
  reference: z.string(),
  kind: exportKindSchema,
  content: exportContentSchema,
  takenAt: storedInstantSchema,
  takenBy: z.strictObject({ id: z.string(), displayName: z.string().nullable() }),
  address: z.string(),
  device: z.string(),
  agreedBy: z.strictObject({ id: z.string(), displayName: z.string().nullable() }).nullable(),
  reason: z.string(),
  legalBasis: z.enum(legalBases),
  caseReference: z.string().nullable(),
});
export type ExportCopyView = z.infer<typeof exportCopySchema>;

/** What a second person agrees to. The reason is written for whoever answers. */
export const bulkExport = defineTwoPersonAct({
  kind: 'situation.bulk-export',
  schema: z.strictObject({
    exportId: z.uuid(),
    reference: z.string(),
    export: exportKindSchema,
    incidentId: z.uuid().nullable(),
    missionIds: z.array(z.string()).nullable(),
    from: storedInstantSchema.nullable(),
    to: storedInstantSchema.nullable(),
    reason: z.string(),
    legalBasis: z.enum(legalBases),
    caseReference: z.string().nullable(),
  }),
  proposePermission: 'situation.export.propose',
  confirmPermission: 'situation.export.confirm',
  expiresAfterMs: hours(24),
});

const about = { exportId: z.string(), reference: z.string() };
/** Somebody asked for an export; with `personal` content it waits for a second person. Audience of all: network-wide eyes only. */
export const ExportOrdered = defineEntry(
  'situation.export-ordered',
  z.strictObject({ ...about, export: exportKindSchema, content: exportContentSchema }),
);
/** It may be made: at once, or because a second person agreed (`agreedBy` is her account). */
export const ExportReleased = defineEntry('situation.export-released', z.strictObject({ ...about, agreedBy: z.string().nullable() }));
export const ExportMade = defineEntry(
  'situation.export-made',
  z.strictObject({ ...about, rows: z.int(), availableUntil: storedInstantSchema }),
);
export const ExportFailed = defineEntry('situation.export-failed', z.strictObject({ ...about, failure: z.enum(exportFailures) }));
/** A copy left the house. */
export const ExportCopied = defineEntry('situation.export-copied', z.strictObject({ ...about, mark: z.string(), rows: z.int() }));

/** Every kind of this file; none changes the board. */
export const exportEntries = [ExportOrdered, ExportReleased, ExportMade, ExportFailed, ExportCopied] as const;
