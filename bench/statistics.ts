/** The middle value; of an even number the mean of the two in the middle. Throws on none. */
export function median(values: readonly number[]): number {
  const sorted = ascending(values);
  const middle = Math.floor(sorted.length / 2);
  const upper = at(sorted, middle);
  return sorted.length % 2 === 1 ? upper : (at(sorted, middle - 1) + upper) / 2;
}

/** The value below or at which `percent` of the values lie (nearest rank). Throws on none. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = ascending(values);
  return at(sorted, Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1));
}

/** How much a value changes in a minute, by the line that fits best (least squares). Throws on fewer than two. */
export function slopePerMinute(seen: readonly { readonly atMs: number; readonly value: number }[]): number {
  if (seen.length < 2) throw new Error('there is no slope without two measurements');
  const mean = (values: readonly number[]): number => values.reduce((sum, each) => sum + each, 0) / values.length;
  const [at, value] = [mean(seen.map(({ atMs }) => atMs)), mean(seen.map((each) => each.value))];
  const together = seen.reduce((sum, each) => sum + (each.atMs - at) * (each.value - value), 0);
  const spread = seen.reduce((sum, { atMs }) => sum + (atMs - at) ** 2, 0);
  return (together / spread) * 60_000;
}

function ascending(values: readonly number[]): number[] {
  return [...values].sort((a, b) => a - b);
}

function at(sorted: readonly number[], index: number): number {
  const value = sorted[index];
  if (value === undefined) throw new Error('there is no figure without a measurement');
  return value;
}
