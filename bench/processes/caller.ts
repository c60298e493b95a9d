import { setTimeout as delay } from 'node:timers/promises';
import type { Frame } from '@bongsu/platform/contract';
import { Pool } from 'undici';
import { answerParent } from './answer-parent';
import { type BoardAddress, connectBoard } from './board-socket';
import { monotonicMs } from './monotonic';
import { reportBodies } from './report-bodies';

/** One report, as seen by a caller who also watches a board; on {@link monotonicMs}. */
export interface Sighting {
  readonly sentMs: number;
  readonly answeredMs: number;
  /** When the board was told. */
  readonly seenMs: number;
}

export interface Drive {
  readonly origin: string;
  readonly path: string;
  readonly token: string | null;
  readonly perSecond: number;
  readonly seconds: number;
}

/** How long the last entries may take to arrive. */
const ARRIVE_WITHIN_MS = 10_000;

const bodies = reportBodies(256);
const seen = new Map<string, number>();
let lastFrame: Frame | null = null;

/** Files reports at a fixed rate, whether or not the last one was answered, and watches a board in the same process: one clock. */
answerParent({
  watch: async (address: BoardAddress): Promise<void> => {
    await connectBoard(address, (frame) => {
      const now = monotonicMs();
      lastFrame = frame;
      for (const { subject } of frame.entries) if (!seen.has(subject.id)) seen.set(subject.id, now);
    });
  },
  /** A frame as it came, to be emitted by the bare server. */
  lastFrame: (): Frame | null => lastFrame,
  /** Files, and answers what was filed when. */
  filed: (drive: Drive): Promise<Filed[]> => fileAll(drive),
  /** Files, and answers how long each was waited for. */
  timed: async (drive: Drive): Promise<number[]> => (await fileAll(drive)).map(({ sentMs, answeredMs }) => answeredMs - sentMs),
  /** Files and answers how it went; the watched board must be of the same server. */
  drive: async (drive: Drive & { watched: boolean }): Promise<Sighting[]> => {
    const filed = await fileAll(drive);
    if (!drive.watched) return [];
    const deadline = performance.now() + ARRIVE_WITHIN_MS;
    while (filed.some(({ id }) => !seen.has(id)) && performance.now() < deadline) await delay(5);
    const sightings = filed.flatMap(({ id, sentMs, answeredMs }) => {
      const seenMs = seen.get(id);
      return seenMs === undefined ? [] : [{ sentMs, answeredMs, seenMs }];
    });
    if (sightings.length < filed.length)
      throw new Error(`${filed.length - sightings.length} of ${filed.length} reports never came to the board`);
    seen.clear();
    return sightings;
  },
});

/** One report, on {@link monotonicMs}. */
export interface Filed {
  readonly id: string;
  readonly sentMs: number;
  readonly answeredMs: number;
}

async function fileAll({ origin, path, token, perSecond, seconds }: Drive): Promise<Filed[]> {
  const pool = new Pool(origin, { connections: 16 });
  const headers = { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) };
  const file = async (index: number): Promise<Filed> => {
    const sentMs = monotonicMs();
    const { statusCode, body } = await pool.request({ method: 'POST', path, headers, body: bodies[index % bodies.length] ?? null });
    const answer = (await body.json()) as { id: string };
    const answeredMs = monotonicMs();
    if (statusCode !== 201) throw new Error(`a report was answered ${String(statusCode)} ${JSON.stringify(answer)}`);
    return { id: answer.id, sentMs, answeredMs };
  };
  const filed: Promise<Filed>[] = [];
  const startMs = performance.now();
  for (let index = 0; index < perSecond * seconds; index++) {
    const waitMs = startMs + (index * 1_000) / perSecond - performance.now();
    if (waitMs > 0) await delay(waitMs);
    filed.push(file(index));
  }
  const all = await Promise.all(filed);
  await pool.close();
  return all;
}
