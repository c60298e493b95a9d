import { atLeast, atMost, exactly, figure } from '../figure';
import { ManyOffers } from '../load/many-offers';
import { intakesDuring } from '../load/without-redis';
import { scenario } from '../scenario';
import { timed, until } from '../wait';
import { masterPortBy, serverName } from '../world/redis-sentinels';

/** Queues on a Redis with a replica, of which the master is lost; Sentinels put the replica in its place. */
export const masterLost = scenario({
  id: 'SENTINEL',
  name: 'lanes move on by themselves on the Redis that the Sentinels name, and what it had not heard of comes from rows',
  fault: 'kill -9 of the master, while reports are filed and requests submitted; it does not come back meanwhile',
  world: { redis: 'sentinels', workers: 2 },
  short: null,
  long: { requests: 4, perSecond: 10 },
  run: async ({ world, say }, { requests, perSecond }) => {
    const group = world.redisGroup;
    if (group === null) throw new Error('no Sentinels');
    const sentinelPort = Number(group.variables['REDIS_SENTINELS']?.split(':').at(-1));
    const old = await masterPortBy(sentinelPort);
    const master = group.parts.find(({ name }) => name === serverName(old));
    if (master === undefined) throw new Error(`nobody has port ${String(old)}`);
    const many = await ManyOffers.begin(world);
    await many.allSent(await many.submitMany(1, 1), 60_000);
    let ids: string[] = [];
    let failOverMs = Number.NaN;
    let movedMs = Number.NaN;
    const { figures } = await intakesDuring(world, perSecond, async () => {
      const submitting = many.submitMany(requests, 2);
      // Whoever fails is heard when it is waited for.
      submitting.catch(() => undefined);
      await master.kill();
      const killedMs = performance.now();
      failOverMs = (await timed(() => until('the Sentinels name another', 60_000, async () => (await masterPortBy(sentinelPort)) !== old)))
        .ms;
      ids = await submitting;
      await many.allSent(ids, 120_000);
      movedMs = performance.now() - killedMs;
    });
    const offers = await many.allSent(ids, 1_000);
    say(`the master was at ${String(old)} and is at ${String(await masterPortBy(sentinelPort))}`);
    return [
      ...figures,
      figure('master gone until the Sentinels name another', failOverMs / 1_000, 's', atMost(20)),
      figure('offers of that time', offers.length, '', atLeast(requests)),
      figure('offers that reached no hub', offers.filter(({ sent_at: sentAt }) => sentAt === null).length, '', exactly(0)),
      figure('offers that reached a hub twice', await many.sentTwice(ids), '', exactly(0)),
      figure('master gone until all of them are with their hubs', movedMs / 1_000, 's', atMost(requests / 2 + 50)),
    ];
  },
});
