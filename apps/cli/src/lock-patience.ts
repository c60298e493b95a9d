import { setTimeout as delay } from 'node:timers/promises';

/**
 * How long a migration waits for a lock. Whoever wants the same table after it waits behind it, so everybody's requests stand as long as it does:
 * it gives up before they notice, lets them pass, and asks again.
 */
export const LOCK_TIMEOUT_MS = 1_000;

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;
const GIVE_UP_AFTER_MS = 10 * 60_000;

/** `lock_not_available`: what PostgreSQL answers when lock_timeout has passed. */
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Does the work again, after a pause that doubles, as long as it fails because somebody else holds a lock; what was done before must not do harm
 * when it is done again. Throws the driver's error when the lock is not to be had in ten minutes.
 */
export async function withLockPatience<T>(work: () => Promise<T>, giveUpAfterMs = GIVE_UP_AFTER_MS): Promise<T> {
  const begunMs = performance.now();
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      return await work();
    } catch (fault) {
      if (!isLockTimeout(fault) || performance.now() - begunMs > giveUpAfterMs) throw fault;
      await delay(pauseMs);
    }
  }
}

export function isLockTimeout(fault: unknown): boolean {
  return (fault as { code?: unknown } | null)?.code === LOCK_NOT_AVAILABLE;
}
