import { type Refusal, type Result, ok, refuse, transitions } from '@bongsu/kernel';
import type { SitrepState } from '../contract';

export type SitrepAct = 'supersede' | 'withdraw';

/**
 * An issued report is never edited (domain §6.13). `superseded`: another number stands in its place. `withdrawn`: it is not to be relied on, and
 * nothing stands in its place. Both are final, and both stay readable with their mark.
 */
export const sitrepTransitions = transitions<SitrepState, SitrepAct>({
  issued: { supersede: 'superseded', withdraw: 'withdrawn' },
  superseded: {},
  withdrawn: {},
});

/** The state that the act leads to, or why it does not. */
export function endSitrep({ number, state }: { number: number; state: SitrepState }, act: SitrepAct): Result<SitrepState, Refusal> {
  const next = sitrepTransitions.next(state, act);
  if (next !== undefined) return ok(next);
  return refuse(
    'conflict',
    'situation.sitrep-not-in-force',
    `Situation report No. ${number} is not in force any more: it is ${state}.`,
    'See the list of the incident for the reports in force.',
    { facts: { number, state, act } },
  );
}
