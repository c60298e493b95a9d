import { newId } from '@bongsu/kernel';
import { type Dispatcher, request } from 'undici';
import { atMost, exactly, figure } from '../figure';
import { reportBody } from '../load/intake-load';
import type { Random } from '../random';
import { scenario } from '../scenario';
import { last, until } from '../wait';
import { redisSays } from '../world/redis-part';
import type { World } from '../world/world';
import { redisWorld } from './redis-world';

/** Of each process: the pool, and its own for wake, watch and numbering. */
const CONNECTIONS_MOST = 12 + 4;
const AT_ONCE = 25;

/** T31: clients hang up in the middle. */
export const abortedRequests = scenario({
  id: 'T31',
  name: 'requests that are given up half-way leave no session, no transaction and no connection behind',
  fault: 'requests torn off by their clients at any moment: filing, reading the board, reading what is kept in the record of readings',
  world: redisWorld,
  short: { requests: 400 },
  long: { requests: 10_000 },
  run: async ({ world, random }, { requests }) => {
    await world.quiet();
    const clientsBefore = await redisClients(world);
    const token = await world.client('hq-watch-1').bearer();
    const staff = (await world.sql<{ id: string }>("SELECT id::text FROM resources_staff WHERE mission_id LIKE 'KR-%' LIMIT 50")).map(
      ({ id }) => id,
    );
    const reports = (await world.sql<{ id: string }>('SELECT id::text FROM incidents_report ORDER BY id DESC LIMIT 50')).map(
      ({ id }) => id,
    );
    const paths = [...reports.map((id) => `/reports/${id}`), ...staff.map((id) => `/staff/${id}/identity`), '/board/snapshot', '/reports'];
    let left = requests;
    let aborted = 0;
    await Promise.all(
      Array.from({ length: AT_ONCE }, async () => {
        while (left-- > 0) if (await abort(world, random, token, paths)) aborted += 1;
      }),
    );
    await until('no transaction hangs', 15_000, async () => (await sessions(world, "state LIKE 'idle in transaction%'")) === 0);
    // What is idle in a transaction for a moment is at work; what stays so is left behind.
    await last(1_000);
    const hanging = await sessions(world, "state LIKE 'idle in transaction%' AND state_change < clock_timestamp() - interval '1 second'");
    const after = await world.client('hq-watch-1').get('/reports?limit=1');
    return [
      figure('requests given up half-way', aborted, ''),
      figure('sessions at PostgreSQL', await sessions(world, 'true'), '', atMost(CONNECTIONS_MOST * world.programs.length)),
      figure('of them left in a transaction', hanging, '', exactly(0)),
      figure('more or fewer clients at Redis', Math.abs((await redisClients(world)) - clientsBefore), '', atMost(2)),
      figure('a request afterwards is answered', after.status, '', exactly(200)),
    ];
  },
});

/** Whether it was given up before its answer had come. */
async function abort(world: World, random: Random, token: string, paths: readonly string[]): Promise<boolean> {
  const origin = world.apis[0]?.origin ?? '';
  const hangUp = new AbortController();
  const timer = setTimeout(() => hangUp.abort(), random.between(0, 200));
  const common = { signal: hangUp.signal, dispatcher: world.credentials.agent };
  try {
    const answer = await (random.next() < 0.4
      ? filing(world, origin, token, common)
      : request(`${origin}/api/v1${random.pick(paths)}`, { headers: { authorization: `Bearer ${token}` }, ...common }));
    await answer.body.text();
    return false;
  } catch {
    return true;
  } finally {
    clearTimeout(timer);
  }
}

async function filing(
  world: World,
  origin: string,
  token: string,
  common: { readonly signal: AbortSignal; readonly dispatcher: Dispatcher },
): ReturnType<typeof request> {
  const key = `faults:${newId()}`;
  // It may be there or not: nobody heard.
  world.acknowledged.unanswered.add(key);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': key };
  return request(`${origin}/api/v1/reports`, { method: 'POST', headers, body: JSON.stringify(reportBody(0)), ...common });
}

function sessions(world: World, such: string): Promise<number> {
  return world.count(
    `SELECT count(*) AS n FROM pg_stat_activity WHERE backend_type = 'client backend' AND application_name NOT LIKE 'faults%' AND ${such}`,
  );
}

async function redisClients(world: World): Promise<number> {
  const said = await redisSays(world.redisPort, 'INFO', 'clients');
  return Number(/connected_clients:(\d+)/.exec(said)?.[1]);
}
