import type { Language } from '../i18n/language';

/** Regions that are no countries, or none of their own (CLDR). */
const NO_COUNTRY: ReadonlySet<string> = new Set([
  'EU',
  'EZ',
  'UN',
  'QO',
  'XA',
  'XB',
  'ZZ',
  'AC',
  'CP',
  'CQ',
  'DG',
  'EA',
  'IC',
  'TA',
  'CS',
  'YU',
  'SU',
  'DD',
  'FX',
  'AN',
  'BU',
  'DY',
  'HV',
  'NH',
  'RH',
  'TP',
  'VD',
  'YD',
  'ZR',
  'UK',
  'NT',
  'PU',
  'PZ',
  'WK',
  'JT',
  'MI',
  'CT',
  'FQ',
  'NQ',
  'PC',
]);

/** The countries as the browser itself calls them: not a byte of it is loaded. */
export function countries(language: Language): readonly { readonly iso2: string; readonly name: string }[] {
  const names = new Intl.DisplayNames(language, { type: 'region', fallback: 'none' });
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  return letters
    .flatMap((first) => letters.map((second) => first + second))
    .flatMap((iso2) => {
      const name = NO_COUNTRY.has(iso2) ? undefined : names.of(iso2);
      return name === undefined ? [] : [{ iso2, name }];
    })
    .sort((a, b) => a.name.localeCompare(b.name, language));
}
