/** Whom an event at a mission concerns from the start: the mission and its primary hub. Nobody's event is for network-wide eyes only. */
export function audienceOf(missionId: string | null, primaryHubId: string | null): string[] {
  if (missionId === null) return [];
  return primaryHubId === null || primaryHubId === missionId ? [missionId] : [missionId, primaryHubId];
}

/** Both audiences, each mission once, in the order in which they were told. */
export function widened(audience: readonly string[], also: readonly string[]): string[] {
  return [...new Set([...audience, ...also])];
}

/** Who of `also` was not told yet. */
export function newcomers(audience: readonly string[], also: readonly string[]): string[] {
  return [...new Set(also)].filter((missionId) => !audience.includes(missionId));
}
