import type { Leg, LegState } from '../contract/standing';

/** How far one beacon got. `broken` in the order of the legs; what lies behind a broken leg is not known. */
export interface Round {
  readonly at: string;
  readonly reached: readonly Leg[];
  readonly broken: readonly Leg[];
  /** How long each leg took, counted from where the beacon was lit. */
  readonly tookMs: Readonly<Partial<Record<Leg, number>>>;
}

export function stateOf(leg: Leg, { reached, broken }: Pick<Round, 'reached' | 'broken'>): LegState {
  if (broken.includes(leg)) return 'broken';
  return reached.includes(leg) ? 'ok' : 'unknown';
}
