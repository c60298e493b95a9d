import { z } from 'zod';
import { erasureCauses, idSchema, pageOf, pageQuerySchema, storedInstantSchema } from '@bongsu/platform/contract';

/**
 * Whose data is kept under a key of its own; the file of an export has one too, so that it can be erased before its time, and so has what somebody
 * wrote about why. To erase an incident is to erase the reasons of what was decided on it.
 */
export const subjectTypes = [
  'staff',
  'account',
  'report',
  'export',
  'support-request',
  'incident',
  'decision',
  'proposal',
  'break-glass',
] as const;
export const subjectTypeSchema = z.enum(subjectTypes);
export type SubjectType = z.infer<typeof subjectTypeSchema>;

/** GET /access-records: of one person's data (`subject=staff/<id>`), or by one reader. */
export const accessRecordQuerySchema = pageQuerySchema
  .extend({
    subject: z
      .string()
      .regex(new RegExp(`^(${subjectTypes.join('|')})/[0-9a-f-]{36}$`), 'is not such as staff/<id>')
      .optional(),
    reader: z.string().min(1).max(80).optional(),
  })
  .refine(({ subject, reader }) => (subject === undefined) !== (reader === undefined), {
    path: ['subject'],
    error: 'name either a subject or a reader',
  });
export type AccessRecordQuery = z.infer<typeof accessRecordQuerySchema>;

/** One reading: who, when, from where, whose data, what for. */
export const accessRecordSchema = z.strictObject({
  at: storedInstantSchema,
  /** `displayName` as her account stands now; null of an account that is no more, of jobs and of the system. */
  reader: z.strictObject({ kind: z.enum(['person', 'job', 'system']), id: z.string(), displayName: z.string().nullable() }),
  address: z.string(),
  device: z.string(),
  subject: z.strictObject({ type: z.string(), id: z.string() }),
  action: z.string(),
  incidentId: z.string().nullable(),
  basis: z.string(),
  correlationId: z.string(),
});
export const accessRecordPageSchema = pageOf(accessRecordSchema);
export type AccessRecordView = z.infer<typeof accessRecordSchema>;

/** POST /erasures. The reference is a file number, no name: the journal keeps it. */
export const eraseSubjectSchema = z.strictObject({
  subject: z.strictObject({ type: subjectTypeSchema, id: idSchema }),
  cause: z.enum(erasureCauses),
  reference: z.string().regex(/^[A-Z0-9][A-Z0-9/.-]{2,39}$/, 'is not a file number such as PIPA-2026/17'),
});
export type EraseSubject = z.infer<typeof eraseSubjectSchema>;

/** What was destroyed: how many keys, SHA-256 over their ids, and how many blind indexes. */
export const erasureSchema = z.strictObject({ count: z.int(), digest: z.string(), blindIndexes: z.int() });
export type ErasureView = z.infer<typeof erasureSchema>;
