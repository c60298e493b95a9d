import { getName, registerLocale } from 'i18n-iso-countries';
import english from 'i18n-iso-countries/langs/en.json';
import korean from 'i18n-iso-countries/langs/ko.json';

registerLocale(english);
registerLocale(korean);

/** The name of a country or territory by ISO 3166-1 alpha-2 code; the code itself where the list has no name. */
export function countryName(iso2: string, language: 'en' | 'ko'): string {
  return getName(iso2, language) ?? iso2;
}
