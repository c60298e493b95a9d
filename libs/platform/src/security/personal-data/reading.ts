import type { Tx } from '../../database/transaction';
import type { Actor } from '../actor';

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

/**
 * Who opens personal data, to do what, and why. Nothing is opened without one, and what is opened is on record: inside `tx` when
 * there is one (with the unit or not at all), otherwise before the caller gets a value.
 */
export interface Reading {
  readonly actor: Actor;
  /** What is being done: `incidents.read-report`. */
  readonly action: string;
  readonly basis: LegalBasis;
  readonly tx?: Tx;
}
