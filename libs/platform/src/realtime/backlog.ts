/** A board as far as it matters here: how much waits for it, and how it is cut. */
export interface Reader {
  readonly waiting: number;
  cut(): void;
}

/**
 * Cuts the slowest of many readers when what waits for all of them together is more than `atMostBytes`: each of a thousand may let little pile up and
 * the process still run out of memory. Whoever is cut comes back and catches up; who reads in time is never cut. Answers how many were.
 */
export function cutSlowest(readers: Iterable<Reader>, atMostBytes: number): number {
  const slow: { readonly reader: Reader; readonly bytes: number }[] = [];
  let sum = 0;
  for (const reader of readers) {
    const bytes = reader.waiting;
    if (bytes > 0) slow.push({ reader, bytes });
    sum += bytes;
  }
  if (sum <= atMostBytes) return 0;
  slow.sort((a, b) => b.bytes - a.bytes);
  let cut = 0;
  for (const { reader, bytes } of slow) {
    // Down to three quarters, so that it is not done again at once.
    if (sum <= atMostBytes * 0.75) break;
    reader.cut();
    sum -= bytes;
    cut += 1;
  }
  return cut;
}
