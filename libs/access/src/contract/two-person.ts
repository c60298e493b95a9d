import { z } from 'zod';
import { defineEntry, type JsonValue } from '@bongsu/kernel';
import { idSchema, pageOf, pageQuerySchema, publicLine, storedInstantSchema } from '@bongsu/platform/contract';
import type { Permission } from './permissions';
import { roleSchema } from './roles';

/**
 * Something that no person does alone: one proposes it, another one with the right confirms it, and then it is done, once.
 * The payload holds ids and small facts. The context that can do it declares it so and names who carries it out:
 * `@ProposesTwoPersonAct` on the use case that proposes, `@ExecutesTwoPersonAct` on the one provider that executes.
 */
export interface TwoPersonAct<Payload extends JsonValue = JsonValue> {
  /** `context.what`, such as `incidents.serious-alert`. */
  readonly kind: string;
  readonly schema: z.ZodType<Payload>;
  readonly proposePermission: Permission;
  readonly confirmPermission: Permission;
  /** After this long nobody can confirm it any more. */
  readonly expiresAfterMs: number;
}

export function defineTwoPersonAct<Payload extends JsonValue>(act: TwoPersonAct<Payload>): TwoPersonAct<Payload> {
  return act;
}

export type PayloadOfAct<Act> = Act extends TwoPersonAct<infer Payload> ? Payload : never;

export const proposalStates = ['open', 'confirmed', 'refused', 'withdrawn', 'expired', 'void'] as const;
export const proposalStateSchema = z.enum(proposalStates);
export type ProposalState = z.infer<typeof proposalStateSchema>;

/** What ends a proposal. Persons confirm, refuse and withdraw; time expires it; it is annulled when whoever proposed it may no longer do so. */
export const proposalActs = ['confirm', 'refuse', 'withdraw', 'expire', 'annul'] as const;
export type ProposalAct = (typeof proposalActs)[number];
export const proposalVerbs = ['confirm', 'refuse', 'withdraw'] as const;
export type ProposalVerb = (typeof proposalVerbs)[number];

const personSeen = z.strictObject({ displayName: z.string(), role: roleSchema.nullable() });

/** A proposal as its proposer and those who may confirm it read it. */
export const proposalSchema = z.strictObject({
  id: idSchema,
  kind: z.string(),
  state: proposalStateSchema,
  subject: z.strictObject({ type: z.string(), id: z.string() }),
  /** What it is about in words: the code of an incident, the name on an account. */
  label: z.string().nullable(),
  incidentId: idSchema.nullable(),
  missionId: z.string().nullable(),
  facts: z.record(z.string(), z.unknown()),
  proposedBy: personSeen.nullable(),
  proposedAt: storedInstantSchema,
  expiresAt: storedInstantSchema,
  mine: z.boolean(),
  /** What the reader may do with it now. */
  permitted: z.array(z.enum(proposalVerbs)),
  endedAt: storedInstantSchema.nullable(),
  endedBy: personSeen.nullable(),
  reason: z.string().nullable(),
});
export type ProposalView = z.infer<typeof proposalSchema>;
export const proposalPageSchema = pageOf(proposalSchema);

/** GET /proposals: what waits for me, what I proposed and is open, or what has ended. */
export const proposalInboxes = ['waiting', 'mine', 'ended'] as const;
export const proposalQuerySchema = pageQuerySchema.extend({ inbox: z.enum(proposalInboxes).default('waiting') });
export type ProposalInbox = (typeof proposalInboxes)[number];
export type ProposalQuery = z.infer<typeof proposalQuerySchema>;

export const refuseProposalSchema = z.strictObject({ reason: publicLine(500) });

const body = { proposalId: z.string(), proposal: z.string() };
/** `proposal` is the kind. What is proposed is read over HTTP by those who may answer; the journal says that something waits. */
export const ProposalMade = defineEntry('access.proposal-made', z.strictObject({ ...body, expiresAt: storedInstantSchema }));
export const ProposalConfirmed = defineEntry('access.proposal-confirmed', z.strictObject(body));
export const ProposalRefused = defineEntry('access.proposal-refused', z.strictObject(body));
export const ProposalWithdrawn = defineEntry('access.proposal-withdrawn', z.strictObject(body));
export const ProposalExpired = defineEntry('access.proposal-expired', z.strictObject(body));
/** Whoever proposed it no longer had the right when somebody wanted to confirm. */
export const ProposalVoided = defineEntry('access.proposal-voided', z.strictObject(body));

/** Every kind of this file. */
export const proposalEntries = [
  ProposalMade,
  ProposalConfirmed,
  ProposalRefused,
  ProposalWithdrawn,
  ProposalExpired,
  ProposalVoided,
] as const;
