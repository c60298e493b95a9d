import { NETWORK_WIDE, type PositionedEntry, type Visibility, isVisible } from '@bongsu/platform';

const inOrder = (ids: '*' | readonly string[]): '*' | readonly string[] => (ids === '*' ? ids : [...new Set(ids)].sort());

/**
 * Everybody who sees the same: the whole network, or a set of missions. Whatever else decides who sees an entry, such as a list of named
 * persons, belongs in both: in the key, so that boards are not mixed up, and in `sees`.
 */
export interface VisibilityClass {
  readonly key: string;
  readonly visibility: Visibility;
  sees(entry: Pick<PositionedEntry, 'audience' | 'incidentId'>): boolean;
}

export const NETWORK: VisibilityClass = classFor(NETWORK_WIDE);

/** Persons with the same missions and the same sealed incidents share one board, whatever the order of their grants. */
export function classOf(visibility: Visibility): VisibilityClass {
  return visibility.missions === '*' && visibility.seals.length === 0 ? NETWORK : classFor(visibility);
}

function classFor({ missions, seals }: Visibility): VisibilityClass {
  const visibility = { missions: inOrder(missions), seals: inOrder(seals) };
  const sealed = visibility.seals === '*' ? ['seal:*'] : visibility.seals.map((id) => `seal:${id}`);
  const key = [...(visibility.missions === '*' ? ['*'] : visibility.missions), ...sealed].join(' ');
  return { key, visibility, sees: ({ audience }) => isVisible(audience, visibility) };
}
