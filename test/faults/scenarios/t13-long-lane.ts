import { atLeast, atMost, exactly, figure } from '../figure';
import { ManyOffers } from '../load/many-offers';
import { scenario } from '../scenario';
import { last, until } from '../wait';
import { redisSays } from '../world/redis-part';
import type { World } from '../world/world';
import { redisWorld } from './redis-world';

/** T13: a lane has a long backlog, and something urgent comes every second. */
export const longLane = scenario({
  id: 'T13',
  name: 'what is urgent passes a long backlog in its own lane',
  fault: 'a lane full of jobs; one urgent offer a second through the same lane',
  world: redisWorld,
  short: { backlog: 1_500, urgent: 4 },
  long: { backlog: 20_000, urgent: 60 },
  run: async ({ world, say }, { backlog, urgent }) => {
    const many = await ManyOffers.begin(world);
    const requests = { ordinary: await many.submit('P3'), urgent: await many.submit('P1') };
    const sent = await many.allSent(Object.values(requests), 60_000);
    const watch = world.client('hq-watch-1');
    await watch.must(`/lanes/${many.hubId}/pause`, { reason: 'Tried' }, { key: `faults-t13:${requests.urgent}:pause` });
    await world.quiet();
    await fill(
      world,
      many.hubId,
      backlog,
      sent.map(({ id }) => id),
    );
    await watch.must(`/lanes/${many.hubId}/resume`, null, { key: `faults-t13:${requests.urgent}:resume` });
    const ids: string[] = [];
    const beganMs = performance.now();
    for (let n = 0; n < urgent; n++) {
      await last(Math.max(0, beganMs + n * 1_000 - performance.now()));
      ids.push(await many.direct(requests.urgent));
    }
    const left = await waiting(world, many.hubId);
    say(`${left} of ${backlog} still wait in the lane`);
    const rows = await until('every urgent offer is sent', 120_000, async () => {
      const found = await many.offers(ids);
      return found.every(({ sent_at: sentAt }) => sentAt !== null) ? found : undefined;
    });
    await world.quiet(600_000);
    return [
      figure('jobs in the lane', backlog, ''),
      figure('of them still waiting when the last urgent one came', left, '', atLeast(1)),
      figure('urgent offers sent', rows.length, '', exactly(urgent)),
      figure('longest wait of an urgent one', Math.max(...rows.map(({ waited_ms: waitedMs }) => Number(waitedMs))), 'ms', atMost(2_000)),
    ];
  },
});

/** Jobs that have nothing left to do, as a lane would be full of them; the reconciler finds them in the rows and brings them to Redis. */
async function fill(world: World, hubId: string, count: number, offerIds: readonly string[]): Promise<void> {
  const before = await keys(world);
  await world.sql(
    `INSERT INTO platform_promised_job (id, job, key, queue, payload, correlation_id, promised_at, due_at)
     SELECT gen_random_uuid(), 'dispatch.deliver-passed-on-offer', 'faults:' || gen_random_uuid(), 'lane-' || $1::text,
            jsonb_build_object('offerId', ($2::text[])[1 + n % array_length($2::text[], 1)]), gen_random_uuid(), clock_timestamp(), clock_timestamp()
       FROM generate_series(1, $3::int) AS n`,
    [hubId, offerIds, count],
  );
  await until('the lane is full', 60_000 + count * 10, async () => (await keys(world)) >= before + count * 0.9);
}

async function keys(world: World): Promise<number> {
  return Number((await redisSays(world.redisPort, 'DBSIZE')).slice(1).split('\r\n')[0]);
}

function waiting(world: World, hubId: string): Promise<number> {
  return world.count("SELECT count(*) AS n FROM platform_promised_job WHERE queue = 'lane-' || $1::text AND kept_at IS NULL", [hubId]);
}
