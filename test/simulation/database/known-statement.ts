import type { Execution, Rows } from './execution';

export type Handler = (execution: Execution, values: readonly unknown[]) => Rows;

/**
 * What a statement guarantees, beside the words of it that say so. The words are the house's own: when somebody changes the clause on which a guarantee
 * stands, the statement is not known here any more and the simulation stops until somebody has looked.
 */
export interface KnownStatement {
  readonly says: RegExp;
  readonly does: Handler;
}
