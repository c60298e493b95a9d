/**
 * Waits until `probe` gives something other than undefined, null or false, asking again every few milliseconds. Tests wait on
 * conditions with it instead of sleeping. Throws with `what` after `withinMs`.
 */
export async function eventually<T>(what: string, probe: () => Promise<T> | T, withinMs = 15_000): Promise<NonNullable<T>> {
  const deadline = performance.now() + withinMs;
  for (;;) {
    const value = await probe();
    if (value !== undefined && value !== null && value !== false) return value;
    if (performance.now() > deadline) throw new Error(`did not happen within ${withinMs} ms: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
