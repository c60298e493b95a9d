import { z } from 'zod';
import { storedInstantSchema } from '@bongsu/platform/contract';
import type { Permission } from './permissions';
import { type Role, grantSchema } from './roles';

/** Why somebody holds a grant: it is on her account, a head of mission delegated it, she broke the glass, or she serves there. */
export const grantReasons = ['own', 'delegated', 'break-glass', 'deployed'] as const;
export const grantReasonSchema = z.enum(grantReasons);
export type GrantReason = z.infer<typeof grantReasonSchema>;

/** A grant in force: `until` null = as long as nobody changes it; `only` = of what the role may do, just this. */
export interface HeldGrant {
  readonly role: Role;
  readonly missions: '*' | string[];
  readonly why: GrantReason;
  readonly until: string | null;
  readonly only?: readonly Permission[];
}

/** A grant as its holder is told of it. */
export const heldGrantSchema = grantSchema.extend({
  why: grantReasonSchema.optional(),
  until: storedInstantSchema.nullable().optional(),
});
export type HeldGrantView = z.infer<typeof heldGrantSchema>;
