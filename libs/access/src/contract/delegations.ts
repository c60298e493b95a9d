import { z } from 'zod';
import { defineEntry } from '@bongsu/kernel';
import { idSchema, instantSchema, missionIdSchema, storedInstantSchema } from '@bongsu/platform/contract';
import { roleSchema } from './roles';

/** A head of mission may be away for a quarter of a year; longer than that somebody else is appointed. */
export const DELEGATION_DAYS_AT_MOST = 90;

/** POST /delegations. `from` null = from now on. */
export const makeDelegationSchema = z.strictObject({
  missionId: missionIdSchema,
  toAccountId: idSchema,
  from: instantSchema.nullable().default(null),
  until: instantSchema,
});
export type MakeDelegation = z.infer<typeof makeDelegationSchema>;

export const delegationQuerySchema = z.strictObject({ mission: missionIdSchema });

export const delegationStates = ['to-come', 'in-force', 'ended', 'revoked'] as const;
export const delegationSchema = z.strictObject({
  id: idSchema,
  missionId: z.string(),
  state: z.enum(delegationStates),
  from: storedInstantSchema,
  until: storedInstantSchema,
  revokedAt: storedInstantSchema.nullable(),
  /** Names on the accounts; null for an account that is no more. */
  delegator: z.string().nullable(),
  delegate: z.string().nullable(),
  /** Whether the reader may revoke it now. */
  revocable: z.boolean(),
});
export type DelegationView = z.infer<typeof delegationSchema>;
export const delegationListSchema = z.strictObject({ items: z.array(delegationSchema) });

/** Who of the mission can be named. */
export const delegateSchema = z.strictObject({ id: idSchema, displayName: z.string(), role: roleSchema });
export type DelegateView = z.infer<typeof delegateSchema>;
export const delegateListSchema = z.strictObject({ items: z.array(delegateSchema) });

const body = { delegationId: z.string(), missionId: z.string() };
export const DelegationMade = defineEntry(
  'access.delegation-made',
  z.strictObject({ ...body, from: storedInstantSchema, until: storedInstantSchema }),
);
export const DelegationRevoked = defineEntry('access.delegation-revoked', z.strictObject(body));
/** Its time is over. */
export const DelegationEnded = defineEntry('access.delegation-ended', z.strictObject(body));

const deployed = { deploymentId: z.string(), missionId: z.string() };
/** A deployed officer took up her task and has the duty officer's rights where she serves. */
export const DeploymentRightsBegan = defineEntry('access.deployment-rights-began', z.strictObject(deployed));
export const DeploymentRightsEnded = defineEntry(
  'access.deployment-rights-ended',
  z.strictObject({ ...deployed, until: storedInstantSchema }),
);

/** Every kind of this file. */
export const lentRightsEntries = [
  DelegationMade,
  DelegationRevoked,
  DelegationEnded,
  DeploymentRightsBegan,
  DeploymentRightsEnded,
] as const;
