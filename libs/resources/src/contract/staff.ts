import { z } from 'zod';
import { countryIso2Schema, idSchema, missionIdSchema, storedInstantSchema } from '@bongsu/platform/contract';

export const skills = [
  'consular',
  'crisis-lead',
  'medical',
  'forensics-liaison',
  'logistics',
  'communications',
  'driver-4x4',
  'psychological-first-aid',
  'interpreter',
  'security',
] as const;
export const skillSchema = z.enum(skills);
export type Skill = z.infer<typeof skillSchema>;

export const staffStates = ['available', 'reserved', 'deployed', 'recovering', 'unavailable'] as const;
export const staffStateSchema = z.enum(staffStates);
export type StaffState = z.infer<typeof staffStateSchema>;

/** Common European Framework level of a language. */
export const languageLevels = ['A2', 'B1', 'B2', 'C1', 'C2'] as const;
export type LanguageLevel = (typeof languageLevels)[number];
export const languageSchema = z.strictObject({ code: z.string().regex(/^[a-z]{2,3}$/), level: z.enum(languageLevels) });

/** A member of staff. `staffNo` is what the journal and sockets say; the name is read over HTTP only. */
export const staffSchema = z.strictObject({
  id: idSchema,
  staffNo: z.string(),
  displayName: z.string(),
  missionId: missionIdSchema,
  grade: z.string(),
  skills: z.array(skillSchema),
  languages: z.array(languageSchema),
  visas: z.array(z.strictObject({ countryIso2: countryIso2Schema, validUntil: storedInstantSchema })),
  state: staffStateSchema,
  lastReturnAt: storedInstantSchema.nullable(),
  restUntil: storedInstantSchema.nullable(),
  synthetic: z.boolean(),
  version: z.int(),
});
export type StaffView = z.infer<typeof staffSchema>;
