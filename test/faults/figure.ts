/** What a figure must be for its scenario to pass. */
export type Aim =
  | { readonly is: 'at most'; readonly bound: number }
  | { readonly is: 'at least'; readonly bound: number }
  | { readonly is: 'exactly'; readonly bound: number };

/** One measured number of a scenario. Without an aim it is told and not judged. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  /** `ms`, `s`, `requests` …; empty for a bare count. */
  readonly unit: string;
  readonly aim: Aim | null;
}

export const atMost = (bound: number): Aim => ({ is: 'at most', bound });
export const atLeast = (bound: number): Aim => ({ is: 'at least', bound });
export const exactly = (bound: number): Aim => ({ is: 'exactly', bound });

export function figure(name: string, value: number, unit: string, aim: Aim | null = null): Figure {
  return { name, value, unit, aim };
}

/** NaN meets no aim. */
export function isMet({ value, aim }: Figure): boolean {
  if (aim === null) return true;
  if (aim.is === 'at most') return value <= aim.bound;
  return aim.is === 'at least' ? value >= aim.bound : value === aim.bound;
}

/** `slowest answer 412 ms (at most 2000)` */
export function spoken({ name, value, unit, aim }: Figure): string {
  const number = Number.isInteger(value) ? String(value) : Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3);
  const expected = aim === null ? '' : ` (${aim.is} ${aim.bound})`;
  return `${name} ${number}${unit === '' ? '' : ` ${unit}`}${expected}`;
}
