import { useSyncExternalStore } from 'react';
import { type Instant, startedAt } from '@bongsu/kernel';
import { serverNow } from '../api/server-time';

/** One timer for every clock on the page: all countdowns turn over in the same second, and none runs when nobody looks. */
const watchers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;
let present: Instant = serverNow();

function subscribe(watcher: () => void): () => void {
  watchers.add(watcher);
  timer ??= setInterval(tick, 1_000);
  return () => {
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

function tick(): void {
  present = serverNow();
  for (const watcher of watchers) watcher();
}

/** The present, by the server's clock, once a second. */
export function useNow(): Instant {
  return useSyncExternalStore(subscribe, readSecond);
}

let readAtMs = Number.NEGATIVE_INFINITY;

/** The first reader after a pause sees the present, not the second in which the timer was stopped. */
function readSecond(): Instant {
  if (timer === undefined && startedAt() - readAtMs > 1_000) {
    readAtMs = startedAt();
    present = serverNow();
  }
  return present;
}
