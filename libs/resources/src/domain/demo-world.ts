import type { Mission } from '@bongsu/missions/contract';

/** What the demo world needs to know of a mission. */
export type SeededMission = Pick<Mission, 'id' | 'isHub' | 'locatedInIso2' | 'primaryHubId' | 'alternateHubId' | 'status'>;

/** Changing it changes every synthetic person and lot. */
export const DEMO_SEED = 'bongsu demo world 1';

/** `KR-EMB-PL` → `EMB-PL`, as it stands in staff and lot numbers. */
export function shortId(missionId: string): string {
  return missionId.split('-').slice(1).join('-');
}

/** The missions that a hub helps first or second, itself among them. */
export function areaOf(hub: SeededMission, missions: readonly SeededMission[]): SeededMission[] {
  return missions.filter(({ id, primaryHubId, alternateHubId }) => id === hub.id || primaryHubId === hub.id || alternateHubId === hub.id);
}

/**
 * The language most likely spoken in a country (Unicode CLDR, likely subtags), as ISO 639: `TR` → `tr`. A simplification for synthetic
 * people: countries have more than one.
 */
export function languageOf(countryIso2: string): string {
  const { language } = new Intl.Locale(`und-${countryIso2}`).maximize();
  return /^[a-z]{2,3}$/.test(language) && language !== 'und' ? language : 'en';
}
