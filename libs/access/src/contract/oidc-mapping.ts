import { z } from 'zod';
import { roleSchema } from './roles';

const claimName = z.string().min(1).max(200);
const missionId = z.string().regex(/^[A-Z]{2}(-[A-Z0-9]+)+$/, 'is not a mission id such as KR-EMB-TR');

/** One value of a claim gives one role: on named missions, or on the whole network. */
const exactRuleSchema = z.strictObject({
  claim: claimName,
  value: z.string().min(1).max(300),
  role: roleSchema,
  missions: z.union([z.literal('*'), z.array(missionId).min(1)]),
});

/** Every value that begins so gives the role on the mission that the rest of it names: `bongsu-duty-KR-EMB-TR`. */
const prefixRuleSchema = z.strictObject({ claim: claimName, prefix: z.string().min(1).max(300), role: roleSchema });

/**
 * How the claims of the ministry's identity provider become a person's roles and missions. A claim is named as it stands in the ID
 * token or in the answer of the userinfo endpoint; dots lead inside an object (`realm_access.roles`). Its value is a text or a list of texts.
 */
export const oidcMappingSchema = z.strictObject({
  $schema: z.string().optional(),
  claims: z
    .strictObject({ email: claimName.default('email'), displayName: claimName.default('name') })
    .default({ email: 'email', displayName: 'name' }),
  rules: z.array(z.union([exactRuleSchema, prefixRuleSchema])).min(1),
});

export type OidcMapping = z.infer<typeof oidcMappingSchema>;
export type OidcRule = OidcMapping['rules'][number];
