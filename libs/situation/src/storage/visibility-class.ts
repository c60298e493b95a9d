import { type Visibility, isVisible } from '@bongsu/platform';

/** Everybody who sees the same: the whole network, or a set of missions. */
export interface VisibilityClass {
  readonly key: string;
  readonly visibility: Visibility;
  sees(audience: readonly string[]): boolean;
}

export const NETWORK: VisibilityClass = { key: '*', visibility: '*', sees: () => true };

/** Persons with the same missions share one board, whatever the order of their grants. */
export function classOf(visibility: Visibility): VisibilityClass {
  if (visibility === '*') return NETWORK;
  const missions = [...new Set(visibility)].sort();
  return { key: missions.join(' '), visibility: missions, sees: (audience) => isVisible(audience, missions) };
}
