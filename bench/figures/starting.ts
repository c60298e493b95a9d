import { get } from 'node:http';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { freePort } from '../../apps/cli/src/free-port';
import type { Chapter, Figure } from '../figure';
import { type Ground, SHORT_JOURNAL } from '../ground/ground';
import type { Partner } from '../ground/partner';
import { tellOf } from '../progress';
import { median } from '../statistics';
import { spoken } from '../table';

const ROUNDS = 5;
const WHOLE_ROUNDS = 3;
const READY_WITHIN_MS = 120_000;
/** The first start makes the database and the demo world; it is not what is measured. */
const MADE_WITHIN_MS = 300_000;
const ASK_EVERY_MS = 5;

const tell = tellOf('m');

/**
 * (m) From the start of the process until it says that it is ready: api and worker on a database that is there, and the whole of `bongsu up` with a
 * home that is there (PostgreSQL, schema, api and worker; what npm itself takes comes on top). The floor is Node with Fastify and one connection of pg.
 */
export const starting: Chapter = {
  letter: 'm',
  title: 'cold start',
  measure: async (ground: Ground): Promise<Figure[]> => {
    const bareUrl = await ground.databases.empty('floor_m');
    const url = await ground.journals.copy(SHORT_JOURNAL, 'starting');
    const starts: Readonly<Record<'bare' | 'api' | 'worker', (port: string) => Partner>> = {
      bare: (port) => ground.partner('bare-start', [bareUrl, port]),
      api: (PORT) => ground.program('api', url, { PORT, HOST: '127.0.0.1' }),
      worker: (PORT) => ground.program('worker', url, { WORKER_HTTP_PORT: PORT, WORKER_HTTP_HOST: '127.0.0.1' }),
    };
    const took = { bare: [] as number[], api: [] as number[], worker: [] as number[] };
    for (let round = 0; round <= ground.pace.rounds(ROUNDS); round++) {
      for (const name of ['bare', 'api', 'worker'] as const) {
        const ms = await readyAfterMs(starts[name], READY_WITHIN_MS);
        // The first reads the files from the disk for the others.
        if (round > 0) took[name].push(ms);
      }
    }
    tell(`bare ${spoken(median(took.bare))} ms, api ${spoken(median(took.api))} ms, worker ${spoken(median(took.worker))} ms`);
    const whole = await wholeHouse(ground);
    const floor = median(took.bare);
    const figure = (name: string, value: number): Figure => ({ name, value, floor, unit: 'ms', aim: null });
    return [
      figure('m  api, process started → ready', median(took.api)),
      figure('   worker, process started → ready', median(took.worker)),
      figure('   bongsu up with a home that is there → ready', whole),
    ];
  },
};

async function wholeHouse(ground: Ground): Promise<number> {
  const home = join(ground.folder, 'home');
  mkdirSync(home, { mode: 0o711 });
  const start = (PORT: string): Partner => ground.command(['up'], { BONGSU_HOME: home, PORT, HOST: '127.0.0.1', WORKER_HTTP_PORT: '0' });
  tell('bongsu up makes its home');
  await readyAfterMs(start, MADE_WITHIN_MS);
  const took: number[] = [];
  for (let round = 0; round < ground.pace.rounds(WHOLE_ROUNDS); round++) took.push(await readyAfterMs(start, READY_WITHIN_MS));
  tell(`bongsu up ${spoken(median(took))} ms`);
  return median(took);
}

/** Milliseconds from the start until it answers that it is ready; it has ended when this resolves. */
async function readyAfterMs(start: (port: string) => Partner, withinMs: number): Promise<number> {
  const port = await freePort();
  const beganMs = performance.now();
  const partner = start(String(port));
  while ((await statusOf(`http://127.0.0.1:${String(port)}/health/ready`)) !== 200) {
    if (!partner.isRunning || performance.now() - beganMs > withinMs)
      throw new Error(`it did not become ready. Its last words:\n${partner.lastWords()}`);
    await delay(ASK_EVERY_MS);
  }
  const tookMs = performance.now() - beganMs;
  await partner.stop(60_000);
  return tookMs;
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
