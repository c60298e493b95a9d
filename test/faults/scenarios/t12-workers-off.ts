import { atMost, exactly, figure } from '../figure';
import { ManyOffers } from '../load/many-offers';
import { scenario } from '../scenario';
import { last, timed, until } from '../wait';
import { redisSays } from '../world/redis-part';
import type { World } from '../world/world';
import { redisWorld } from './redis-world';

/** As many of a lane's jobs are in hand at the same time; what is in hand has no order. */
const AT_ONCE = 4;

/** T12: offers gather while no worker is there; some are over before one comes. */
export const workersOff = scenario({
  id: 'T12',
  name: 'after a time without workers nothing is sent that is over, and what is urgent is sent first',
  fault: 'every worker away while offers gather, requests are withdrawn and their time to decide passes',
  world: redisWorld,
  short: { ordinary: 24, urgent: 8, over: 6, offMs: 2_000 },
  long: { ordinary: 120, urgent: 40, over: 60, offMs: 60_000 },
  run: async ({ world }, { ordinary, urgent, over, offMs }) => {
    const many = await ManyOffers.begin(world);
    const requests = {
      P3: await many.submit('P3'),
      P1: await many.submit('P1'),
      withdrawn: await many.submit(),
      // First in its lane.
      overdue: await many.submit('P1'),
    };
    await many.allSent(Object.values(requests), 60_000);
    await Promise.all(world.workers.map((worker) => worker.terminate()));
    const offers = {
      overdue: await direct(many, requests.overdue, over),
      P3: await direct(many, requests.P3, ordinary),
      withdrawn: await direct(many, requests.withdrawn, over),
      P1: await direct(many, requests.P1, urgent),
    };
    await world
      .client('ankara-duty')
      .must(`/support-requests/${requests.withdrawn}/withdraw`, { reason: 'Tried' }, { key: `faults-t12:${requests.withdrawn}` });
    const clock = await timeToDecidePasses(world, requests.overdue);
    await last(offMs);
    for (const worker of world.workers) worker.start();
    await Promise.all(world.workers.map((worker) => worker.ready()));
    const sentIds = [...offers.P3, ...offers.P1];
    const { ms } = await timed(() =>
      until('what is not over is sent', 60_000, async () => (await sentOf(many, offers.P1)).length === urgent),
    );
    await until('the rest is sent', 60_000, async () => (await sentOf(many, sentIds)).length === sentIds.length);
    await clock.isHeard();
    await world.quiet();
    const lastUrgent = Math.max(...(await sentOf(many, offers.P1)).map(Number));
    const before = (await sentOf(many, offers.P3)).filter((at) => Number(at) < lastUrgent).length;
    return [
      figure('offers that gathered', sentIds.length + 2 * over, ''),
      figure('offers of withdrawn requests that were sent', (await sentOf(many, offers.withdrawn)).length, '', exactly(0)),
      figure('offers sent after the time to decide', (await sentOf(many, offers.overdue)).length, '', exactly(0)),
      figure('ordinary ones sent before the last urgent one', before, '', atMost(2 * AT_ONCE)),
      figure('all urgent ones sent after the workers were ready', ms, 'ms', atMost(5_000)),
    ];
  },
});

async function direct(many: ManyOffers, request: string, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n++) ids.push(await many.direct(request));
  return ids;
}

async function sentOf(many: ManyOffers, ids: readonly string[]): Promise<Date[]> {
  return (await many.offers(ids)).flatMap(({ sent_at: sentAt }) => (sentAt === null ? [] : [sentAt]));
}

/** As if the hours had passed since everything about it was written. Redis still has its clock set for later, so that the lane comes first, until `isHeard`. */
async function timeToDecidePasses(world: World, requestId: string): Promise<{ isHeard(): Promise<void> }> {
  const [row] = await world.sql<{ since: string }>(
    `SELECT (decision_due_at - clock_timestamp())::text AS since FROM dispatch_request WHERE id = $1`,
    [requestId],
  );
  await world.sql(
    `UPDATE dispatch_request SET decision_due_at = decision_due_at - $2::interval, submitted_at = submitted_at - $2::interval WHERE id = $1`,
    [requestId, row?.since],
  );
  const [promised] = await world.sql<{ id: string }>(
    `UPDATE platform_promised_job SET due_at = due_at - $2::interval WHERE job = 'dispatch.escalate-undecided-request' AND key = $1 RETURNING id::text`,
    [requestId, row?.since],
  );
  const [id = '', queue] = [promised?.id, 'bongsu:deadlines:'];
  return {
    // The reconciler brings back what Redis no longer has, as the row says.
    isHeard: async () => {
      const forget = "redis.call('ZREM', KEYS[1], ARGV[1]); return redis.call('DEL', KEYS[2])";
      await redisSays(world.redisPort, 'EVAL', forget, '2', `${queue}delayed`, `${queue}${id}`, id);
    },
  };
}
