import type { Sealed, Sensitive } from '@bongsu/kernel';

/**
 * What somebody typed. From the request that brings it to the row it travels as Sensitive; from the row it comes encrypted, and no decision
 * looks into it: planner and jobs carry it along as it lies.
 */
export type TypedText = Sensitive | Sealed;
