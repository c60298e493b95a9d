import type { Tx } from '../../database/transaction';
import type { LegalBasis } from '../../contract/personal-data';
import type { Actor } from '../actor';

export { type LegalBasis, legalBases } from '../../contract/personal-data';

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
