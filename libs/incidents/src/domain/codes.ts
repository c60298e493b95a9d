import { type Instant, drawnLetters } from '@bongsu/kernel';

/** Where no country is known: at sea, or a place nobody could name. ISO 3166-1 assigns no INT. */
const NO_COUNTRY = 'INT';

/** What is known of when it was: nobody can say when a crisis that builds up occurred, but somebody recognised it. */
export interface EventTimes {
  readonly occurredAt: Instant | null;
  readonly recognisedAt: Instant | null;
  readonly openedAt: Instant;
}

/**
 * The two parts under which incidents are counted: `TUR` and 2023. The year is that of the event in UTC; when it is not known, that in which it
 * was recognised, and last that of the opening. What is entered afterwards keeps the year in which it was.
 */
export function incidentSeries(
  countryIso3: string | null,
  { occurredAt, recognisedAt, openedAt }: EventTimes,
): { country: string; year: number } {
  return { country: countryIso3 ?? NO_COUNTRY, year: Number((occurredAt ?? recognisedAt ?? openedAt).slice(0, 4)) };
}

/** `TUR-2023-0007`: short, three parts, no letter beside a digit, so that it can be said over a bad line. */
export function incidentCode(country: string, year: number, number: number): string {
  return `${country}-${year}-${String(number).padStart(4, '0')}`;
}

/** `R-2023-000123`: the year in which it was entered, and a number that runs on over the years; the number alone is unique. */
export function reportCode(enteredAt: Instant, number: number): string {
  return `R-${enteredAt.slice(0, 4)}-${String(number).padStart(6, '0')}`;
}

/** `SLD-7K3M9Q`, of an incident that is sealed from the beginning (`SLR-…` of a report): drawn, see {@link drawnLetters}. */
export function sealedCode(prefix: 'SLD' | 'SLR', below: (limit: number) => number): string {
  return `${prefix}-${drawnLetters(6, below)}`;
}

/** The code of a report by its number, or that of its own series. */
export function codeOfReport({
  enteredAt,
  number,
  sealedCode: own,
}: {
  enteredAt: Instant;
  number: number | null;
  sealedCode: string | null;
}): string {
  return number === null ? (own ?? '') : reportCode(enteredAt, number);
}
