import { setTimeout as delay } from 'node:timers/promises';
import { newId } from '@bongsu/kernel';
import { Pool } from 'undici';
import { reportBodies } from '../../../bench/processes/report-bodies';
import { percentile } from '../../../bench/statistics';

/** What the load is to be. Nothing is asked again: what is not answered well is an error. */
export interface MixedLoad {
  /** Origin of an api. */
  readonly address: string;
  /** Bearer tokens of people who see the whole; they take turns. */
  readonly sessions: readonly string[];
  readonly readsPerSecond: number;
  readonly writesPerSecond: number;
  readonly forSeconds: number;
  /** Ends it early: nothing more is asked, what is under way is waited for. */
  readonly signal?: AbortSignal;
  /** Told of the key of every report before it is sent: it may be filed though no answer comes. */
  readonly onSending?: (key: string) => void;
  /** Told of every report that was filed. */
  readonly onFiled?: (filed: { readonly key: string; readonly id: string }) => void;
}

/** Milliseconds from when a request was due to the end of its answer, so that those count too that a slow answer held up. NaN of none. */
export interface Latencies {
  readonly count: number;
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly slowest: number;
  /** Anything but a 2xx answer, and no answer in fifteen seconds. */
  readonly errors: number;
  /** The first few errors in words. */
  readonly said: readonly string[];
}

export interface MixedLoadResult {
  readonly reads: Latencies;
  readonly writes: Latencies;
}

/** A page of this many: what a screen asks for. */
const PAGE = 50;
/** How many of the things that are there are looked at one by one. */
const KNOWN = 200;
const ANSWER_WITHIN_MS = 15_000;
const CONNECTIONS = 64;
const bodies = reportBodies(256);

interface Answered {
  readonly ms: number;
  readonly error: string | null;
}

/**
 * People at their screens, at a steady rate whether or not the last request was answered. Reads: the lists and single things that the screens ask
 * for, by turns. Writes: reports filed, each with an Idempotency-Key of its own.
 */
export async function playMixedLoad(load: MixedLoad): Promise<MixedLoadResult> {
  const pool = new Pool(load.address, { connections: CONNECTIONS });
  try {
    const paths = await pathsToRead(pool, load.sessions[0] ?? '');
    const [reads, writes] = await Promise.all([
      steadily(load, load.readsPerSecond, (n, dueMs) => read(pool, load, paths[n % paths.length] ?? '', n, dueMs)),
      steadily(load, load.writesPerSecond, (n, dueMs) => file(pool, load, n, dueMs)),
    ]);
    return { reads: summed(reads), writes: summed(writes) };
  } finally {
    await pool.close();
  }
}

/** Each is begun when it is due, and measured from then on however late it could be begun. */
async function steadily(
  { forSeconds, signal }: MixedLoad,
  perSecond: number,
  ask: (n: number, dueMs: number) => Promise<Answered>,
): Promise<Answered[]> {
  const begunMs = performance.now();
  const asked: Promise<Answered>[] = [];
  for (let n = 0; n < perSecond * forSeconds && signal?.aborted !== true; n++) {
    const dueMs = begunMs + (n * 1_000) / perSecond;
    const waitMs = dueMs - performance.now();
    if (waitMs > 0) await delay(waitMs);
    asked.push(ask(n, dueMs));
  }
  return Promise.all(asked);
}

/** The round of the screens: pages of incidents, reports, requests and shipments, one incident with its timeline and its reports, one report. */
async function pathsToRead(pool: Pool, token: string): Promise<string[]> {
  const ids = async (list: string): Promise<string[]> => {
    const { statusCode, body } = await pool.request({ method: 'GET', path: list, headers: { authorization: `Bearer ${token}` } });
    if (statusCode !== 200) throw new Error(`GET ${list} was answered ${statusCode} ${await body.text()}`);
    return ((await body.json()) as { items: { id: string }[] }).items.map(({ id }) => id);
  };
  const incidents = await ids(`/api/v1/incidents?limit=${KNOWN}`);
  const reports = await ids(`/api/v1/reports?limit=${KNOWN}`);
  const rounds = Math.max(incidents.length, reports.length, 1);
  const one = (of: readonly string[], round: number, tail = ''): string[] => {
    const id = of[round % of.length];
    return id === undefined ? [] : [`${id}${tail}`];
  };
  return Array.from({ length: rounds }, (_, round) => [
    `/api/v1/incidents?limit=${PAGE}`,
    `/api/v1/reports?limit=${PAGE}`,
    ...one(incidents, round).map((id) => `/api/v1/incidents/${id}`),
    ...one(incidents, round, `/timeline?limit=${PAGE}`).map((rest) => `/api/v1/incidents/${rest}`),
    ...one(reports, round).map((id) => `/api/v1/reports/${id}`),
    `/api/v1/support-requests?limit=${PAGE}`,
    ...one(incidents, round, `/reports?limit=${PAGE}`).map((rest) => `/api/v1/incidents/${rest}`),
    `/api/v1/shipments?limit=${PAGE}`,
  ]).flat();
}

async function read(pool: Pool, { sessions }: MixedLoad, path: string, n: number, dueMs: number): Promise<Answered> {
  return answered(dueMs, `GET ${path}`, 200, async (signal) => {
    const answer = await pool.request({ method: 'GET', path, headers: headersOf(sessions, n), signal });
    return { status: answer.statusCode, text: await answer.body.text() };
  });
}

async function file(pool: Pool, { sessions, onSending, onFiled }: MixedLoad, n: number, dueMs: number): Promise<Answered> {
  const key = `mixed:${newId()}`;
  onSending?.(key);
  return answered(dueMs, 'POST /api/v1/reports', 201, async (signal) => {
    const headers = { ...headersOf(sessions, n), 'content-type': 'application/json', 'idempotency-key': key };
    const body = bodies[n % bodies.length] ?? null;
    const answer = await pool.request({ method: 'POST', path: '/api/v1/reports', headers, body, signal });
    const text = await answer.body.text();
    if (answer.statusCode === 201) onFiled?.({ key, id: (JSON.parse(text) as { id: string }).id });
    return { status: answer.statusCode, text };
  });
}

async function answered(
  dueMs: number,
  what: string,
  good: number,
  ask: (signal: AbortSignal) => Promise<{ readonly status: number; readonly text: string }>,
): Promise<Answered> {
  try {
    const { status, text } = await ask(AbortSignal.timeout(ANSWER_WITHIN_MS));
    return { ms: performance.now() - dueMs, error: status === good ? null : `${what} was answered ${status} ${text.slice(0, 200)}` };
  } catch (fault) {
    return { ms: performance.now() - dueMs, error: `${what}: ${fault instanceof Error ? fault.message : String(fault)}` };
  }
}

function headersOf(sessions: readonly string[], n: number): Record<string, string> {
  return { authorization: `Bearer ${sessions[n % sessions.length] ?? ''}` };
}

/** Errors count among the latencies too: who was not answered has waited. */
function summed(answers: readonly Answered[]): Latencies {
  const ms = answers.map((answer) => answer.ms);
  const said = answers.flatMap(({ error }) => (error === null ? [] : [error]));
  const at = (percent: number): number => (ms.length === 0 ? Number.NaN : percentile(ms, percent));
  return { count: ms.length, p50: at(50), p95: at(95), p99: at(99), slowest: at(100), errors: said.length, said: said.slice(0, 5) };
}
