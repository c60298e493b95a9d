import { setTimeout as delay } from 'node:timers/promises';
import type { Chapter, Figure } from '../figure';
import type { Ground } from '../ground/ground';
import type { Usage } from '../ground/partner';
import { tellOf } from '../progress';
import { spoken } from '../table';
import { CLIENTS, press, pressReports } from './intake';

const BURST_S = 10;
const REST_MS = 10_000;
const JOBS = 2_000;
const DRAIN_WITHIN_MS = 60_000;
const MB = 1024 * 1024;

const tell = tellOf('e');

/**
 * (e) Resident memory of api and worker: as they stand before anybody asks them for anything, and after the run, that is after (b) and (c) when those
 * were measured, a burst of reports by 32 clients with the worker following, and ten seconds of rest. The floors are the bare programs of (a) and
 * (d), idle and after the like. What the burst took in is told too: here the worker works on what follows while it lasts.
 */
export const memory: Chapter = {
  letter: 'e',
  title: 'memory',
  measure: async (ground: Ground): Promise<Figure[]> => {
    const bare = await barePrograms(ground);
    const { databaseUrl, api, worker, idle } = await ground.installation();
    const load = ground.partner('load');
    const { perSecond } = await pressReports(load, api, ground.pace.seconds(BURST_S));
    await load.stop();
    tell(`burst with the worker beside: ${spoken(perSecond)}/s; the worker catches up`);
    await untilNothingIsOwed(ground, databaseUrl);
    await delay(REST_MS);
    const after = { api: await api.partner.usage(), worker: await worker.usage() };
    const figure = (name: string, ours: Usage, floor: Usage): Figure => ({
      name,
      value: ours.rssBytes / MB,
      floor: floor.rssBytes / MB,
      unit: 'MB',
      aim: null,
    });
    return [
      figure('e  memory of the api, idle', idle.api, bare.intake.idle),
      figure('   memory of the api, after the run', after.api, bare.intake.after),
      figure('   memory of the worker, idle', idle.worker, bare.queue.idle),
      figure('   memory of the worker, after the run', after.worker, bare.queue.after),
      { name: `   POST /reports, ${CLIENTS} clients, worker beside`, value: perSecond, floor: null, unit: '/s', aim: null },
    ];
  },
};

interface Standing {
  readonly idle: Usage;
  readonly after: Usage;
}

/** What bare Fastify with pg, and bare BullMQ on PostgreSQL, hold when idle and after their own burst. */
async function barePrograms(ground: Ground): Promise<{ intake: Standing; queue: Standing }> {
  const intake = ground.partner('bare-intake');
  const queue = ground.partner('bare-lane');
  const load = ground.partner('load');
  const url = `${await intake.ask<string>('start', { url: await ground.databases.empty('floor_e') })}/reports`;
  await queue.ask('start', { url: await ground.databases.world('floor_queue_e') });
  await delay(ground.idleMs);
  const idle = { intake: await intake.usage(), queue: await queue.usage() };
  await press(load, { url, token: null, clients: CLIENTS, seconds: ground.pace.seconds(BURST_S) });
  await queue.ask('throughput', { jobs: JOBS });
  await delay(REST_MS);
  const standing = {
    intake: { idle: idle.intake, after: await intake.usage() },
    queue: { idle: idle.queue, after: await queue.usage() },
  };
  await Promise.all([intake, queue, load].map((partner) => partner.stop()));
  return standing;
}

/** Until the worker has done what is due, or a minute has passed: a slow machine may have more left to do than this is worth. */
async function untilNothingIsOwed(ground: Ground, databaseUrl: string): Promise<void> {
  const deadline = performance.now() + DRAIN_WITHIN_MS;
  while (performance.now() < deadline) {
    const [row] = await ground.databases.run<{ open: string }>(
      databaseUrl,
      'SELECT count(*) AS open FROM platform_promised_job WHERE kept_at IS NULL AND dead_at IS NULL AND due_at <= clock_timestamp()',
    );
    if (Number(row?.open) === 0) return;
    await delay(500);
  }
  tell('not everything was followed up within a minute');
}
