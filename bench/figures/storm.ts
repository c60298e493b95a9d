import { setTimeout as delay } from 'node:timers/promises';
import { type Chapter, type Figure, noMoreThan, none } from '../figure';
import { type Ground, SHORT_JOURNAL } from '../ground/ground';
import type { Partner } from '../ground/partner';
import { cursorAtHead } from '../ground/product';
import { signedIn } from '../ground/sessions';
import { monotonicMs } from '../processes/monotonic';
import type { Acknowledged, StormOf, StormResult } from '../processes/storm';
import { tellOf } from '../progress';
import { percentile } from '../statistics';
import { spoken } from '../table';
import { Crowd } from './crowd';
import { REPORTS_PATH } from './intake';
import { bareSockets, driving, frameFrom, watching } from './to-board';

const CLIENTS = 500;
const REPORTS = 10_000;
const STORM_S = 60;
const FLOOR_S = 15;
const BOARDS = 100;
const CLIENT_PROCESSES = 2;
const CAUGHT_UP_WITHIN_MS = 120_000;

/** All sockets of the measurement are one account's; every other limit is the product's own. */
const ownLimits = { SOCKETS_PER_ACCOUNT: String(2 * BOARDS) };
const LEFT_TO_NUMBER = 'SELECT count(*) AS n FROM journal_entry WHERE position IS NULL';
const LEFT_TO_FOLLOW = `
  SELECT coalesce((SELECT max(position) FROM journal_entry), 0) - coalesce((SELECT position FROM platform_follower_cursor WHERE follower = 'queues'), 0) AS n`;
const LEFT_TO_DO =
  'SELECT count(*) AS n FROM platform_promised_job WHERE kept_at IS NULL AND dead_at IS NULL AND due_at <= clock_timestamp()';
const REPORTS_KEPT = 'SELECT count(*) AS n FROM incidents_report';

const tell = tellOf('j');

/**
 * (j) A storm: 10,000 reports in a minute from 500 people, each with an account of her own and all from one address, with the limits that the product
 * is shipped with; 100 boards and the worker beside. Told to come again is not refused; what counts is that every report is stored once and seen.
 * The floors are bare Fastify with one durable INSERT, and bare socket.io, under the same number of reports a second.
 */
export const storm: Chapter = {
  letter: 'j',
  title: 'storm: 10,000 reports in a minute from 500 people',
  measure: async (ground: Ground): Promise<Figure[]> => {
    const url = await ground.journals.copy(SHORT_JOURNAL, 'storm');
    const api = await ground.api(url, [], ownLimits);
    const worker = ground.worker(url);
    const clients = ground.partner('storm');
    const crowd = Crowd.of(ground, CLIENT_PROCESSES);
    const sessions = await signedIn(ground.databases, url, CLIENTS);
    const caller = await watching(ground, { ...api, cursor: await cursorAtHead(api) });
    tell('warming up');
    await caller.ask('drive', {
      ...{ origin: api.origin, path: REPORTS_PATH, token: api.token },
      ...{ perSecond: 100, seconds: ground.pace.seconds(8), watched: true },
    });
    const bare = await bareSockets(ground, await frameFrom(caller));
    await driving(caller, { origin: bare.origin, path: '/reports', token: null, perSecond: 100, seconds: ground.pace.seconds(4) });
    const seconds = ground.pace.seconds(STORM_S);
    const reports = Math.round((ground.pace.size(REPORTS) * seconds) / STORM_S);
    const floor = await floors(ground, { clients, crowd, bare }, reports / seconds);

    const stored = await count(ground, url, REPORTS_KEPT);
    await crowd.connect('ours', BOARDS, { origin: api.origin, token: api.token, cursor: await cursorAtHead(api) });
    await crowd.note('ours');
    tell(`${reports} reports in ${seconds} s from ${CLIENTS} people`);
    const ours = await clients.ask<StormResult>('rage', {
      url: `${api.origin}${REPORTS_PATH}`,
      sessions,
      reports,
      seconds,
    } satisfies StormOf);
    const lastMs = Math.max(...ours.acknowledged.map(({ answeredMs }) => answeredMs));
    const headAfterMs = await untilNone(ground, url, [LEFT_TO_NUMBER, LEFT_TO_FOLLOW], lastMs);
    const leftToDo = await count(ground, url, LEFT_TO_DO);
    for (const words of ours.refused) tell(`refused: ${words}`);
    const seen = await seenBy(crowd, 'ours', ours.acknowledged);
    const lost = reports - ((await count(ground, url, REPORTS_KEPT)) - stored);
    tell(
      `${ours.acknowledged.length} acknowledged, ${ours.postponed} told to come again; p99 to a board ${spoken(percentile(seen.ms, 99))} ms`,
    );
    await Promise.all([clients, caller, crowd, bare.partner, api.partner, worker].map((each) => each.stop()));
    const answered = ours.acknowledged.map(sentToAnswered);
    const said = reports.toLocaleString('en');
    return [
      { name: `j  of ${said} reports not acknowledged`, value: reports - ours.acknowledged.length, floor: null, unit: '', aim: none },
      { name: '   stored too few or too many', value: Math.abs(lost), floor: null, unit: '', aim: none },
      { name: '   tries told to come again', value: ours.postponed, floor: null, unit: '', aim: null },
      { name: '   report sent → acknowledged, p99', value: percentile(answered, 99), floor: floor.answeredMs, unit: 'ms', aim: null },
      {
        name: `   report sent → on all of ${BOARDS} boards, p99`,
        value: percentile(seen.ms, 99),
        floor: floor.seenMs,
        unit: 'ms',
        aim: noMoreThan(250, 'ms'),
      },
      { name: '   boards × reports that never came, and frames missing', value: seen.missing, floor: null, unit: '', aim: none },
      { name: "   last acknowledged → journal's head reached by the queues", value: headAfterMs, floor: null, unit: 'ms', aim: null },
      { name: '   jobs that were due then and not done yet', value: leftToDo, floor: null, unit: '', aim: null },
    ];
  },
};

const sentToAnswered = ({ sentMs, answeredMs }: Acknowledged): number => answeredMs - sentMs;

interface Beside {
  readonly clients: Partner;
  readonly crowd: Crowd;
  readonly bare: { readonly partner: Partner; readonly origin: string };
}

/** The 99th of a hundred, in the same storm over a shorter time: to the answer of a bare durable INSERT, and to the boards of bare socket.io. */
async function floors(
  ground: Ground,
  { clients, crowd, bare }: Beside,
  perSecond: number,
): Promise<{ answeredMs: number; seenMs: number }> {
  const seconds = ground.pace.seconds(FLOOR_S);
  const about = { sessions: Array.from({ length: CLIENTS }, () => null), reports: Math.round(perSecond * seconds), seconds };
  const intake = ground.partner('bare-intake');
  const url = `${await intake.ask<string>('start', { url: await ground.databases.empty('floor_j') })}/reports`;
  await clients.ask('rage', { ...about, url, reports: 500, seconds: 2 } satisfies StormOf);
  const kept = await clients.ask<StormResult>('rage', { ...about, url } satisfies StormOf);
  await intake.stop();
  await crowd.connect('floor', BOARDS, { origin: bare.origin, token: null, cursor: null });
  await crowd.note('floor');
  const emitted = await clients.ask<StormResult>('rage', { ...about, url: `${bare.origin}/reports` } satisfies StormOf);
  await delay(1_000);
  const { ms } = await seenBy(crowd, 'floor', emitted.acknowledged);
  await crowd.leave('floor');
  return { answeredMs: percentile(kept.acknowledged.map(sentToAnswered), 99), seenMs: percentile(ms, 99) };
}

/** How long each report took to each board; what never came counts apart. */
async function seenBy(crowd: Crowd, group: string, acknowledged: readonly Acknowledged[]): Promise<{ ms: number[]; missing: number }> {
  const { arrivals, gaps } = await crowd.noted(group);
  const ms: number[] = [];
  for (const { id, sentMs } of acknowledged) for (const seenMs of arrivals.get(id) ?? []) ms.push(seenMs - sentMs);
  return { ms, missing: acknowledged.length * BOARDS - ms.length + gaps };
}

async function count({ databases }: Ground, url: string, question: string): Promise<number> {
  const [row] = await databases.run<{ n: string }>(url, question);
  return Number(row?.n);
}

/** Milliseconds from `sinceMs` until none is left of each. Throws when that takes too long. */
async function untilNone(ground: Ground, url: string, questions: readonly string[], sinceMs: number): Promise<number> {
  for (const question of questions)
    while ((await count(ground, url, question)) > 0) {
      if (monotonicMs() - sinceMs > CAUGHT_UP_WITHIN_MS) throw new Error(`not caught up within two minutes: ${question.trim()}`);
      await delay(20);
    }
  return Math.max(0, monotonicMs() - sinceMs);
}
