import type { Client } from 'pg';
import { atLeast, atMost, exactly, figure } from '../figure';
import { reportBody } from '../load/intake-load';
import { scenario } from '../scenario';
import { timed, until } from '../wait';
import type { World } from '../world/world';
import { redisWorld } from './redis-world';

/** T32, second part: somebody else has every connection that PostgreSQL gives. */
export const connectionsUsedUp = scenario({
  id: 'T32-PG',
  name: 'without a connection to PostgreSQL every request is answered 503 at once, and all is well when there are some again',
  fault: 'max_connections used up by others, the sessions of the product cut',
  world: redisWorld,
  short: { tries: 20 },
  long: { tries: 500 },
  run: async ({ world }, { tries }) => {
    const client = world.client('hq-watch-1');
    await client.bearer();
    const others = await takeAll(world);
    const during: { status: number | string; ms: number }[] = [];
    try {
      for (let n = 0; n < tries; n++) during.push(await file(world, `faults:t32:${Math.random()}`));
    } finally {
      await Promise.all(others.map((session) => session.end().catch(() => undefined)));
    }
    const back = await timed(() =>
      until('a report is taken again', 60_000, async () => (await file(world, `faults:t32:${Math.random()}`)).status === 201),
    );
    const ready = await timed(() => Promise.all(world.programs.map((part) => part.ready())));
    return [
      figure('connections taken by others', others.length, '', atLeast(10)),
      figure('answers 503', during.filter(({ status }) => status === 503).length, '', exactly(tries)),
      figure('slowest of them', Math.max(...during.map(({ ms }) => ms)), 'ms', atMost(2_500)),
      figure('first report after there are connections again', back.ms, 'ms', atMost(10_000)),
      figure('everything ready after that', ready.ms, 'ms', atMost(30_000)),
    ];
  },
});

/** One try, written down as something that may be there. */
async function file(world: World, key: string): Promise<{ status: number | string; ms: number }> {
  world.acknowledged.unanswered.add(key);
  const { ms, value } = await timed(() =>
    world.client('hq-watch-1').once<{ id: string }>({ method: 'POST', path: '/reports', body: reportBody(0), key }),
  );
  if (!('status' in value)) return { status: value.outcome, ms };
  if (value.status === 201) world.acknowledged.report({ key, id: value.body.id, tries: 1 });
  return { status: value.status, ms };
}

/** Takes connections until there are no more, cuts those of the product, and takes what became free, until the product has none. */
async function takeAll(world: World): Promise<Client[]> {
  const control = await world.session();
  const taken: Client[] = [control];
  await until('the product has no connection', 60_000, async () => {
    for (let more: Client | null = control; more !== null; more = await oneMore(world)) if (more !== control) taken.push(more);
    const { rows } = await control.query<{ n: string }>(
      `SELECT count(pg_terminate_backend(pid)) AS n FROM pg_stat_activity
        WHERE backend_type = 'client backend' AND application_name <> 'faults session'`,
    );
    return rows[0]?.n === '0';
  });
  return taken;
}

async function oneMore(world: World): Promise<Client | null> {
  return world.session().catch(() => null);
}
