import { type PositionedEntry, type Visibility, isVisible } from '@bongsu/platform';

/**
 * Everybody who sees the same: the whole network, or a set of missions. Whatever else decides who sees an entry, such as a list of named
 * persons, belongs in both: in the key, so that boards are not mixed up, and in `sees`.
 */
export interface VisibilityClass {
  readonly key: string;
  readonly visibility: Visibility;
  sees(entry: Pick<PositionedEntry, 'audience' | 'incidentId'>): boolean;
}

export const NETWORK: VisibilityClass = { key: '*', visibility: '*', sees: () => true };

/** Persons with the same missions share one board, whatever the order of their grants. */
export function classOf(visibility: Visibility): VisibilityClass {
  if (visibility === '*') return NETWORK;
  const missions = [...new Set(visibility)].sort();
  return { key: missions.join(' '), visibility: missions, sees: ({ audience }) => isVisible(audience, missions) };
}
