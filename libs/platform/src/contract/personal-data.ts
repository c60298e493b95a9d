import { z } from 'zod';
import { defineEntry } from '@bongsu/kernel';

/** Why personal data may be handled (PIPA art. 15 and 23, GDPR art. 6 and 9, Consular Assistance Act). */
export const legalBases = [
  'consular-assistance',
  'vital-interests',
  'public-task',
  'staff-administration',
  'data-subject-request',
  'legal-obligation',
] as const;
export type LegalBasis = (typeof legalBases)[number];

/** Evidence that personal data is gone. `digest` is SHA-256 over the ids of the destroyed keys: proof of which, no word of whom. */
const evidence = { count: z.int().min(0), digest: z.string().regex(/^[0-9a-f]{64}$/) };

export const erasureCauses = ['request-of-the-person', 'kept-without-reason', 'order-of-court-or-authority'] as const;

/** The keys of one person were destroyed because somebody decided so. `reference` is a file number. */
export const SubjectErased = defineEntry(
  'platform.subject-erased',
  z.strictObject({
    subjectType: z.string(),
    cause: z.enum(erasureCauses),
    reference: z.string(),
    blindIndexes: z.int().min(0),
    ...evidence,
  }),
);

/** What had been kept long enough went. */
export const PersonalDataPurged = defineEntry('platform.personal-data-purged', z.strictObject({ retentionClass: z.string(), ...evidence }));

/** Data keys were wrapped anew under another key. */
export const DataKeysRewrapped = defineEntry(
  'platform.data-keys-rewrapped',
  z.strictObject({ keyName: z.string(), count: z.int().min(0) }),
);
