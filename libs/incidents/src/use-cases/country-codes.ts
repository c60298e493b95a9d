import codes from 'i18n-iso-countries/codes.json';

/** ISO 3166-1 alpha-3 by alpha-2, from the package's own table: incident codes are made of it. */
const iso3ByIso2: ReadonlyMap<string, string> = new Map(codes.map(([iso2 = '', iso3 = '']) => [iso2, iso3]));

/** `TUR` for `TR`; null for a code that ISO 3166-1 does not know. */
export function countryIso3(iso2: string): string | null {
  return iso3ByIso2.get(iso2) ?? null;
}
