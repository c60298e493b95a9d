import type { Mission } from '@bongsu/missions/contract';
import type { GeoPoint } from '@bongsu/kernel';

/** A city that can be found by name. `airport` is set where the point is only that of its airport. */
export interface Place extends GeoPoint {
  /** As it is offered and kept: "Antakya, Türkiye". */
  readonly label: string;
  readonly locatedInIso2: string;
  readonly airport: string | null;
  /** The city's name alone, as it is compared. */
  readonly name: string;
  /** Everything it is found by, as it is compared. */
  readonly sought: string;
}

type CountryName = (iso2: string) => string;

/** Where missions are, in the operator's language; found by either language's name. */
export function missionCities(missions: readonly Mission[], language: 'en' | 'ko', country: CountryName): Place[] {
  const places = new Map<string, Place>();
  for (const { cityEn, cityKo, locatedInIso2, lat, lng } of missions) {
    const name = language === 'ko' ? cityKo : cityEn;
    const label = `${name}, ${country(locatedInIso2)}`;
    if (places.has(label)) continue;
    places.set(label, {
      ...{ label, locatedInIso2, lat, lng, airport: null, name: plain(name) },
      sought: plain(`${name} ${cityEn} ${cityKo} ${country(locatedInIso2)}`),
    });
  }
  return [...places.values()];
}

/** Reads data/reference/airport_cities.csv; countries are named in the operator's language afterwards. */
export function airportCities(csv: string): (country: CountryName) => Place[] {
  const rows = csv
    .split('\n')
    .slice(1)
    .map((row) => /^"?([^",]+)"?,([A-Z]{2}),(-?[\d.]+),(-?[\d.]+),([A-Z\d]{3})$/.exec(row.trim()))
    .filter((row) => row !== null);
  return (country) =>
    rows.map(([, city = '', iso2 = '', lat, lng, airport = '']) => ({
      ...{ label: `${city}, ${country(iso2)}`, locatedInIso2: iso2, lat: Number(lat), lng: Number(lng), airport },
      ...{ name: plain(city), sought: plain(`${city} ${country(iso2)} ${airport}`) },
    }));
}

/** The places that the words may mean, the likeliest first: the name itself, its beginning, a word of it, its country. */
export function findPlaces(text: string, places: readonly Place[], limit: number): Place[] {
  const wanted = plain(text);
  if (wanted.length < 2) return [];
  const found = new Map<string, { place: Place; rank: number }>();
  for (const place of places) {
    const rank = rankOf(wanted, place);
    // A mission's city comes before the airport's of the same name: its point is nearer.
    if (rank !== null && !found.has(plain(place.label))) found.set(plain(place.label), { place, rank });
  }
  return [...found.values()]
    .sort((a, b) => a.rank - b.rank || a.place.label.localeCompare(b.place.label))
    .slice(0, limit)
    .map(({ place }) => place);
}

/** The place that the words name and no other: as it was offered, or the name of one city only. */
export function placeNamed(text: string, places: readonly Place[]): Place | undefined {
  const wanted = plain(text);
  const offered = places.find(({ label }) => plain(label) === wanted);
  if (offered !== undefined) return offered;
  const named = places.filter(({ name }) => name === wanted);
  return named.every(({ locatedInIso2 }) => locatedInIso2 === named[0]?.locatedInIso2) ? named[0] : undefined;
}

/** As people type it on a keyboard without accents, in either case. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .normalize('NFC')
    .replace(/[ıİ]/g, 'i')
    .replace(/[łŁ]/g, 'l')
    .replace(/[øØ]/g, 'o')
    .toLowerCase()
    .trim()
    .replace(/\s+/g, ' ');
}

function rankOf(wanted: string, { name, sought }: Place): number | null {
  if (name === wanted) return 0;
  if (name.startsWith(wanted)) return 1;
  if (` ${name}`.includes(` ${wanted}`)) return 2;
  return ` ${sought}`.includes(` ${wanted}`) ? 3 : null;
}
