import { get } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';

/** Asks `url` until it answers 200. `false` when `giveUp` says so or the time is over. */
export async function untilReady(url: string, withinMs: number, giveUp: () => boolean): Promise<boolean> {
  const startedAt = performance.now();
  while (performance.now() - startedAt < withinMs && !giveUp()) {
    if ((await statusOf(url)) === 200) return true;
    await delay(100);
  }
  return false;
}

function statusOf(url: string): Promise<number | undefined> {
  return new Promise((resolve) => {
    const request = get(url, { timeout: 2_000, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => resolve(undefined));
  });
}
