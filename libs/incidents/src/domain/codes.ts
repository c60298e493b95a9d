import type { Instant } from '@bongsu/kernel';

/** Where no country is known: at sea, or a place nobody could name. ISO 3166-1 assigns no INT. */
export const NO_COUNTRY = 'INT';

/** The two parts under which incidents are counted: `TUR` and 2023. The year is that of the event in UTC, or of the opening when it is not known. */
export function incidentSeries(
  countryIso3: string | null,
  occurredAt: Instant | null,
  openedAt: Instant,
): { country: string; year: number } {
  return { country: countryIso3 ?? NO_COUNTRY, year: Number((occurredAt ?? openedAt).slice(0, 4)) };
}

/** `TUR-2023-0007`: short, three parts, no letter beside a digit, so that it can be said over a bad line. */
export function incidentCode(country: string, year: number, number: number): string {
  return `${country}-${year}-${String(number).padStart(4, '0')}`;
}

/** `R-2023-000123`: the year in which it was entered, and a number that runs on over the years; the number alone is unique. */
export function reportCode(enteredAt: Instant, number: number): string {
  return `R-${enteredAt.slice(0, 4)}-${String(number).padStart(6, '0')}`;
}
