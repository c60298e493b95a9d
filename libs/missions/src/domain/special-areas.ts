import type { GeoPoint } from '@bongsu/kernel';

/**
 * Areas whose status is disputed or special. The border file draws who holds a place, which is not a legal opinion and not one of any
 * ministry; inside these areas the answer is marked as an estimate, names the area, and offers the missions of the other claimants.
 * Boxes are rough: a caveat too many makes an answer only more careful. Dokdo is Korean territory and is not in this list. ADR 0010.
 */
export interface SpecialArea {
  readonly name: string;
  readonly claimants: readonly string[];
  /** The country to answer with, where this house departs from the border file; the reason stands in ADR 0010. */
  readonly treatAs?: string;
}

interface BoxedArea extends SpecialArea {
  /** Applies where the border file gives one of these. */
  readonly drawnAs: readonly string[];
  /** West, south, east, north. */
  readonly box: readonly [number, number, number, number];
}

const boxedAreas: readonly BoxedArea[] = [
  // Nationals in Crimea were counted by the embassy in Kyiv (2022); UN General Assembly resolution 68/262.
  { name: 'Crimea', claimants: ['UA', 'RU'], treatAs: 'UA', drawnAs: ['RU'], box: [32.4, 44.3, 36.6, 46.3] },
  { name: 'Southern Kuril Islands / Northern Territories', claimants: ['RU', 'JP'], drawnAs: ['RU'], box: [145.3, 43.3, 149, 45.6] },
  { name: 'Senkaku / Diaoyu Islands', claimants: ['JP', 'CN', 'TW'], drawnAs: ['JP'], box: [123.3, 25.6, 124.7, 26.1] },
  { name: 'Golan Heights', claimants: ['SY', 'IL'], drawnAs: ['IL', 'SY'], box: [35.65, 32.65, 35.95, 33.35] },
  { name: 'Kashmir', claimants: ['IN', 'PK'], drawnAs: ['IN', 'PK'], box: [73.4, 32.9, 80.3, 37.1] },
  { name: 'Aksai Chin', claimants: ['CN', 'IN'], drawnAs: ['CN'], box: [78.2, 34.5, 80.4, 36] },
  { name: 'Arunachal Pradesh / South Tibet', claimants: ['IN', 'CN'], drawnAs: ['IN'], box: [91.6, 27.6, 97.4, 29.5] },
  { name: 'Western Sahara', claimants: ['EH', 'MA'], drawnAs: ['EH', 'MA'], box: [-17.3, 20.7, -8.6, 27.67] },
  { name: 'Abkhazia', claimants: ['GE'], drawnAs: ['GE'], box: [39.9, 42.55, 42, 43.6] },
  { name: 'South Ossetia', claimants: ['GE'], drawnAs: ['GE'], box: [43.4, 42.05, 44.6, 42.75] },
  { name: 'Transnistria', claimants: ['MD'], drawnAs: ['MD'], box: [29.1, 46.4, 30.2, 47.6] },
  { name: 'Abyei', claimants: ['SD', 'SS'], drawnAs: ['SD', 'SS'], box: [27.8, 9.2, 29, 10.2] },
  { name: "Hala'ib Triangle", claimants: ['EG', 'SD'], drawnAs: ['EG', 'SD'], box: [34, 22, 37.2, 23.3] },
  { name: 'Falkland Islands / Malvinas', claimants: ['FK', 'AR'], drawnAs: ['FK'], box: [-61.6, -52.6, -57.5, -50.9] },
];

/** What the border file draws apart without a country number: the country to answer with (null: nobody's), and who else has a claim. */
const unnumberedAreas: Readonly<Record<string, { iso2: string | null; area: SpecialArea | null }>> = {
  Kosovo: { iso2: 'XK', area: { name: 'Kosovo', claimants: ['XK', 'RS'] } },
  Somaliland: { iso2: 'SO', area: { name: 'Somaliland', claimants: ['SO'] } },
  'N. Cyprus': { iso2: 'CY', area: { name: 'Northern Cyprus', claimants: ['CY'] } },
  'Cyprus U.N. Buffer Zone': { iso2: 'CY', area: { name: 'United Nations buffer zone in Cyprus', claimants: ['CY'] } },
  Akrotiri: { iso2: 'CY', area: { name: 'Sovereign Base Area of Akrotiri', claimants: ['GB', 'CY'] } },
  Dhekelia: { iso2: 'CY', area: { name: 'Sovereign Base Area of Dhekelia', claimants: ['GB', 'CY'] } },
  'USNB Guantanamo Bay': { iso2: 'CU', area: { name: 'Guantánamo Bay Naval Base', claimants: ['CU', 'US'] } },
  Baikonur: { iso2: 'KZ', area: { name: 'Baikonur, leased to Russia', claimants: ['KZ', 'RU'] } },
  'Siachen Glacier': { iso2: null, area: { name: 'Siachen Glacier', claimants: ['IN', 'PK'] } },
  'Spratly Is.': { iso2: null, area: { name: 'Spratly Islands', claimants: ['CN', 'TW', 'VN', 'PH', 'MY', 'BN'] } },
  'Scarborough Reef': { iso2: null, area: { name: 'Scarborough Shoal', claimants: ['CN', 'TW', 'PH'] } },
  'Bajo Nuevo Bank': { iso2: null, area: { name: 'Bajo Nuevo Bank', claimants: ['CO', 'JM', 'US'] } },
  'Serranilla Bank': { iso2: null, area: { name: 'Serranilla Bank', claimants: ['CO', 'HN', 'US'] } },
  'Indian Ocean Ter.': { iso2: 'AU', area: null },
  'Coral Sea Is.': { iso2: 'AU', area: null },
  'Clipperton I.': { iso2: 'FR', area: null },
};

/** The special area in which a point lies that the border file gives to `iso2`; null for ordinary ground. */
export function specialAreaAt(point: GeoPoint, iso2: string | null): SpecialArea | null {
  if (iso2 === null) return null;
  const found = boxedAreas.find(({ drawnAs, box: [west, south, east, north] }) => {
    const inBox = point.lng >= west && point.lng <= east && point.lat >= south && point.lat <= north;
    return inBox && drawnAs.includes(iso2);
  });
  return found ?? null;
}

/** What to make of an area that the border file draws without a country number; an unheard-of name is nobody's. */
export function unnumberedArea(name: string): { iso2: string | null; area: SpecialArea | null } {
  return unnumberedAreas[name] ?? { iso2: null, area: { name, claimants: [] } };
}
