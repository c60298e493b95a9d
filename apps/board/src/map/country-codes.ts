import codes from 'i18n-iso-countries/codes.json';
import type { Language } from '../i18n';

const rows = codes as readonly (readonly string[])[];
const byNumeric = new Map(rows.map(([alpha2 = '', , numeric = '']) => [Number(numeric), alpha2]));

/** ISO 3166-1 numeric, with or without leading zeros, to alpha-2. */
export function alpha2OfNumeric(numeric: string): string | undefined {
  return byNumeric.get(Number(numeric));
}

const names: Record<Language, Intl.DisplayNames> = {
  ko: new Intl.DisplayNames('ko', { type: 'region' }),
  en: new Intl.DisplayNames('en', { type: 'region' }),
};

/** The browser's own name of a country in the operator's language; the code itself when it knows none. */
export function countryName(iso2: string, language: Language): string {
  return names[language].of(iso2) ?? iso2;
}

export const allCountries: readonly string[] = rows.map(([alpha2 = '']) => alpha2);
