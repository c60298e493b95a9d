/** One decision of chance; the same steps always give the same history, so a failing one can be shrunk. */
export interface Step {
  readonly act: number;
  readonly a: number;
  readonly b: number;
  readonly c: number;
  /** Who may see what this step states: bits of the missions below; 0 = headquarters only. */
  readonly seen: number;
}

export const missions = ['KR-EMB-TR', 'KR-EMB-DE', 'KR-EMB-AE', 'KR-CG-TR-IST'] as const;
const START = Date.parse('2023-02-06T01:00:00.000Z');

export function pick<Item>(from: readonly Item[], n: number): Item {
  const item = from[n % from.length];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** A valid uuid that counts upwards, as ids of version 7 do. */
export function idOf(n: number): string {
  return `018f0000-0000-7000-8000-${n.toString(16).padStart(12, '0')}`;
}

export function instantAt(minute: number): string {
  return new Date(START + minute * 60_000).toISOString();
}

export function audienceOf(seen: number): string[] {
  if (seen % 32 >= 30) return ['*'];
  return missions.filter((_, index) => (seen >> index) & 1);
}

/** Steps without end from a seed (mulberry32), for long histories. */
export function stepsFrom(seed: number, count: number): Step[] {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (t ^ (t >>> 14)) >>> 0;
  };
  return Array.from({ length: count }, () => ({ act: next(), a: next(), b: next(), c: next(), seen: next() }));
}
