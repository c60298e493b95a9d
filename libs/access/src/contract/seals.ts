import { z } from 'zod';
import { defineEntry } from '@bongsu/kernel';
import { idSchema, storedInstantSchema } from '@bongsu/platform/contract';
import { roleSchema } from './roles';

/** Why somebody is on the list of a sealed incident: she sealed it, somebody on the list named her, or she broke the glass for a time. */
export const sealMemberReasons = ['sealer', 'named', 'break-glass'] as const;
export const sealMemberReasonSchema = z.enum(sealMemberReasons);
export type SealMemberReason = z.infer<typeof sealMemberReasonSchema>;

/** Somebody on the list, as the others on it see her. `until` null = as long as nobody takes her off. */
export const sealMemberSchema = z.strictObject({
  accountId: idSchema,
  displayName: z.string(),
  role: roleSchema.nullable(),
  since: storedInstantSchema,
  until: storedInstantSchema.nullable(),
  why: sealMemberReasonSchema,
});
export type SealMember = z.infer<typeof sealMemberSchema>;

/** Somebody who may be put on it; `missions`: those of her first role, '*' for the whole network. Two of one name are told apart by it. */
export const sealCandidateSchema = z.strictObject({
  accountId: idSchema,
  displayName: z.string(),
  role: roleSchema.nullable(),
  missions: z.union([z.literal('*'), z.array(z.string())]),
});
export type SealCandidate = z.infer<typeof sealCandidateSchema>;
export const sealCandidateListSchema = z.strictObject({ items: z.array(sealCandidateSchema) });

/** With the incident's id: only those on the list hear of it, and sessions are looked up anew. */
export const SealListChanged = defineEntry(
  'access.seal-list-changed',
  z.strictObject({
    accountId: z.string(),
    change: z.enum(['added', 'removed']),
    why: sealMemberReasonSchema,
    until: storedInstantSchema.nullable(),
  }),
);

/** Every kind of this file. */
export const sealEntries = [SealListChanged] as const;
