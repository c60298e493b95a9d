import { atLeast, atMost, exactly, figure } from '../figure';
import { ManyOffers } from '../load/many-offers';
import { scenario } from '../scenario';
import { last } from '../wait';
import { redisWorld } from './redis-world';

/** T3: the queues die again and again while requests are planned and offers go through the lanes. */
export const killRedis = scenario({
  id: 'T3',
  name: 'every offer reaches its hub, once, though Redis is killed again and again',
  fault: 'kill -9 of Redis, several times, while requests are planned and offered',
  world: redisWorld,
  short: { requests: 10, perSecond: 3, kills: 2 },
  long: { requests: 200, perSecond: 5, kills: 5 },
  run: async ({ world, random }, { requests, perSecond, kills }) => {
    const { redis } = world;
    if (redis === null) throw new Error('no Redis');
    const many = await ManyOffers.begin(world);
    const submitting = many.submitMany(requests, perSecond);
    // Whoever fails is heard when it is waited for.
    submitting.catch(() => undefined);
    const spellMs = (1_000 * requests) / perSecond / kills;
    for (let n = 0; n < kills; n++) {
      await last(random.between(spellMs * 0.3, spellMs * 0.7));
      await redis.kill();
      await last(random.between(1_500, 3_000));
      redis.start();
      await redis.ready();
    }
    const backMs = performance.now();
    const ids = await submitting;
    const offers = await many.allSent(ids, 120_000);
    return [
      figure('times that Redis was killed', kills, ''),
      figure('offers', offers.length, '', atLeast(requests)),
      figure('offers that reached no hub', offers.filter(({ sent_at: sentAt }) => sentAt === null).length, '', exactly(0)),
      figure('offers that reached a hub twice', await many.sentTwice(ids), '', exactly(0)),
      figure('all with their hubs after the last return of Redis', (performance.now() - backMs) / 1_000, 's', atMost(60)),
    ];
  },
});
