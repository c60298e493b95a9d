import { setTimeout as delay } from 'node:timers/promises';

/** Between two looks. */
const LOOK_EVERY_MS = 25;

/**
 * Waits until `probe` gives something other than undefined, null or false, and answers it. Throws with `what` after `withinMs`. Scenarios wait
 * on conditions with it and never sleep for luck.
 */
export async function until<T>(what: string, withinMs: number, probe: () => Promise<T> | T): Promise<NonNullable<Exclude<T, false>>> {
  const beganMs = performance.now();
  for (;;) {
    const seen = await probe();
    if (seen !== undefined && seen !== null && seen !== false) return seen as NonNullable<Exclude<T, false>>;
    if (performance.now() - beganMs > withinMs) throw new Error(`did not happen within ${withinMs} ms: ${what}`);
    await delay(LOOK_EVERY_MS);
  }
}

/** How long something takes, in milliseconds of this process's clock. */
export async function timed<T>(work: () => Promise<T>): Promise<{ readonly ms: number; readonly value: T }> {
  const beganMs = performance.now();
  const value = await work();
  return { ms: performance.now() - beganMs, value };
}

/** For the length of a fault, which is a duration and no condition. */
export const last = (ms: number): Promise<void> => delay(ms);
