/** Stands first in the audience of what is sealed, see the platform's Visibility. */
const SEAL = 'seal:';
const isSeal = (one: string): boolean => one.startsWith(SEAL);

/** Whom an event at a mission concerns from the start: the mission and its primary hub. Nobody's event is for network-wide eyes only. */
export function audienceOf(missionId: string | null, primaryHubId: string | null): string[] {
  if (missionId === null) return [];
  return primaryHubId === null || primaryHubId === missionId ? [missionId] : [missionId, primaryHubId];
}

/** Both audiences, each mission once, in the order in which they were told; sealed when one of them is. */
export function widened(audience: readonly string[], also: readonly string[]): string[] {
  const both = [...new Set([...audience, ...also])];
  return [...both.filter(isSeal), ...both.filter((one) => !isSeal(one))];
}

/** Who of `also` was not told yet, were it not sealed. */
export function newcomers(audience: readonly string[], also: readonly string[]): string[] {
  return [...new Set(also)].filter((one) => !isSeal(one) && !audience.includes(one));
}

/** The sealed incident to which something of this audience belongs; null when it is not sealed. */
export function sealOf(audience: readonly string[]): string | null {
  const [first] = audience;
  return first !== undefined && isSeal(first) ? first.slice(SEAL.length) : null;
}
