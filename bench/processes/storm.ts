import { setTimeout as delay } from 'node:timers/promises';
import { newId } from '@bongsu/kernel';
import { Agent, request } from 'undici';
import { answerParent } from './answer-parent';
import { monotonicMs } from './monotonic';
import { reportBodies } from './report-bodies';

export interface StormOf {
  readonly url: string;
  /** One for each client. Null: clients without a session. */
  readonly sessions: readonly (string | null)[];
  readonly reports: number;
  readonly seconds: number;
}

/** One report that was acknowledged; times on {@link monotonicMs}. */
export interface Acknowledged {
  readonly id: string;
  /** The first try. */
  readonly sentMs: number;
  readonly answeredMs: number;
}

export interface StormResult {
  readonly acknowledged: readonly Acknowledged[];
  /** Answered with a 4xx that another try would not change. */
  readonly refused: readonly string[];
  /** Not answered well in all the client's patience. */
  readonly givenUp: number;
  /** Tries that were told to come again, or not answered. */
  readonly postponed: number;
}

/** As the board does: one Idempotency-Key through all tries, again after 429, 5xx and silence, no sooner than asked. */
const ANSWER_WITHIN_MS = 15_000;
const PATIENCE_MS = 180_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 8_000;

const bodies = reportBodies(256);

answerParent({
  rage: async ({ url, sessions, reports, seconds }: StormOf): Promise<StormResult> => {
    const agent = new Agent({ connections: sessions.length, keepAliveTimeout: 30_000 });
    const storm: Storm = { agent, url, acknowledged: [], refused: [], givenUp: 0, postponed: 0 };
    const beganMs = performance.now();
    const moments = momentsWithin(reports, seconds * 1_000);
    await Promise.all(
      moments.map(async (atMs, n) => {
        await delay(Math.max(0, beganMs + atMs - performance.now()));
        await file(storm, sessions[n % sessions.length] ?? null, n);
      }),
    );
    await agent.destroy();
    const { acknowledged, refused, givenUp, postponed } = storm;
    return { acknowledged, refused: refused.slice(0, 20), givenUp, postponed };
  },
});

interface Storm {
  readonly agent: Agent;
  readonly url: string;
  readonly acknowledged: Acknowledged[];
  readonly refused: string[];
  givenUp: number;
  postponed: number;
}

async function file(storm: Storm, session: string | null, n: number): Promise<void> {
  const key = `storm:${newId()}`;
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': key,
    ...(session === null ? {} : { authorization: `Bearer ${session}` }),
  };
  const body = bodies[n % bodies.length] ?? null;
  const sentMs = monotonicMs();
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    const answer = await once(storm, headers, body);
    if (answer.status === 201) {
      storm.acknowledged.push({ id: (JSON.parse(answer.text) as { id: string }).id, sentMs, answeredMs: monotonicMs() });
      return;
    }
    if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) {
      storm.refused.push(`${String(answer.status)} ${answer.text.slice(0, 200)}`);
      return;
    }
    storm.postponed += 1;
    if (monotonicMs() - sentMs > PATIENCE_MS) {
      storm.givenUp += 1;
      return;
    }
    await delay(Math.max(answer.afterMs, pauseMs * (0.75 + ((n * 7919) % 100) / 200)));
  }
}

/** Status 0: no answer came. */
async function once(
  { agent, url }: Storm,
  headers: Record<string, string>,
  body: string | null,
): Promise<{ readonly status: number; readonly text: string; readonly afterMs: number }> {
  try {
    const answer = await request(url, { method: 'POST', headers, body, dispatcher: agent, signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
    const text = await answer.body.text();
    return { status: answer.statusCode, text, afterMs: Number(answer.headers['retry-after'] ?? 0) * 1_000 };
  } catch {
    return { status: 0, text: '', afterMs: 0 };
  }
}

/** When each report is filed: any time in the minute, as people do who know nothing of each other; the same times in every run. */
function momentsWithin(count: number, ms: number): number[] {
  let state = 20_230_206;
  return Array.from({ length: count }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state / 2 ** 32) * ms;
  });
}
