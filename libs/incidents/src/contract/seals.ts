import { z } from 'zod';
import { sealCandidateListSchema, sealMemberSchema } from '@bongsu/access/contract';
import { defineEntry } from '@bongsu/kernel';
import { idSchema, missionIdSchema, publicLine, storedInstantSchema } from '@bongsu/platform/contract';
import { deciderSchema } from './decider';
import { sealGroundSchema } from './vocabulary';

/** Whom the list begins with besides whoever seals. */
const names = z.array(idSchema).max(50).default([]);

/** In POST /incidents: sealed from the beginning. */
export const openingSealSchema = z.strictObject({ ground: sealGroundSchema, names });
/** POST /incidents/:id/seal */
export const sealIncidentSchema = z.strictObject({ ground: sealGroundSchema, reason: publicLine(500), names });
/** POST /incidents/:id/seal/names. Taking somebody off has no reason: free text stands in no address. */
export const nameOnSealSchema = z.strictObject({ accountId: idSchema, reason: publicLine(500) });
/** POST /incidents/:id/seal/candidates: a name or an e-mail address is not for an address line. `missionIds`: whoever serves there is found too. */
export const sealCandidatesSchema = z.strictObject({
  search: z.string().max(100).default(''),
  missionIds: z.array(missionIdSchema).max(20).default([]),
});
export { sealCandidateListSchema };
/** DELETE /incidents/:id/seal/names/:accountId: a body is not needed. */
export const takeOffSealSchema = z
  .strictObject({ reason: publicLine(500).nullable().default(null) })
  .nullish()
  .transform((body) => body ?? { reason: null });
/** POST /incidents/:id/unseal */
export const unsealIncidentSchema = z.strictObject({ reason: publicLine(500) });

/** What an incident says of its seal, to those on its list: nobody else sees the incident. */
export const sealMarkSchema = z.strictObject({ ground: sealGroundSchema });

/** GET /incidents/:id/seal */
export const sealSchema = z.strictObject({
  ground: sealGroundSchema,
  sealedAt: storedInstantSchema,
  sealedBy: deciderSchema.nullable(),
  list: z.array(sealMemberSchema),
});
export type SealView = z.infer<typeof sealSchema>;

/** From now on only those on its list see the incident and everything of it, whenever it was written. */
export const IncidentSealed = defineEntry('incidents.incident-sealed', z.strictObject({ ground: sealGroundSchema }));
/** It is back, with all that happened meanwhile. */
export const IncidentUnsealed = defineEntry('incidents.incident-unsealed', z.strictObject({}));
