import type { JurisdictionCaveat } from '../contract';
import type { CountryOfPoint } from './country-of-point';

/** The caveats of an answer in one English text; null when there is none. Screens say the codes in their own language. */
export function caveatText(codes: readonly JurisdictionCaveat[], country: CountryOfPoint, km: number | null): string | null {
  if (codes.length === 0) return null;
  return codes.map((code) => sentences[code](country, km)).join(' ');
}

const sentences: Readonly<Record<JurisdictionCaveat, (country: CountryOfPoint, km: number | null) => string>> = {
  'home-territory': () => 'This is home territory: no mission abroad has jurisdiction.',
  'at-sea': () => 'This is on the high seas or at a pole: no country within twelve nautical miles.',
  'near-coast': () => 'Off the coast, within twelve nautical miles: the nearest country is taken.',
  'special-area': ({ area }) =>
    `${area?.name ?? 'This area'}: the status is disputed or special${claims(area?.claimants)}; have a person confirm the mission.`,
  'several-missions': () => 'Several missions share the country and their districts are not known: the nearest is taken.',
  'listed-about-2020': () => 'Concurrent accreditation as listed about 2020: verify.',
  'territory-not-listed': () => 'The jurisdiction table names no mission for this territory.',
  'mission-suspended': () => 'The mission in charge is suspended.',
  'mission-restricted': () => 'The mission works with restrictions.',
  'far-from-mission': (_, km) => `The mission is ${Math.round(km ?? 0)} km away: verify.`,
  'country-unknown': () => 'The jurisdiction table does not know this country.',
};

function claims(claimants: readonly string[] = []): string {
  return claimants.length > 1 ? ` (${claimants.join(', ')})` : '';
}
