import { atLeast, atMost, exactly, figure } from '../figure';
import { ManyOffers } from '../load/many-offers';
import { intakesDuring } from '../load/without-redis';
import { scenario } from '../scenario';
import { last, timed, until } from '../wait';
import { redisSays } from '../world/redis-part';
import type { World } from '../world/world';

/** Queues on a Redis Cluster, of which a node is lost and comes back. */
export const nodeLost = scenario({
  id: 'REDIS-CLUSTER',
  name: 'queues and lanes spread over a Redis Cluster; a node that is lost holds up lanes and nothing else, and they move when it is back',
  fault: 'kill -9 of one of three nodes that have no replicas, while reports are filed and requests submitted',
  world: { redis: 'cluster', workers: 2 },
  short: null,
  long: { requests: 4, perSecond: 10, awayMs: 3_000 },
  run: async ({ world }, { requests, perSecond, awayMs }) => {
    const many = await ManyOffers.begin(world);
    const before = await many.allSent(await many.submitMany(requests, 4), 60_000);
    const accepted = await acceptedByHub(
      world,
      before.map(({ id }) => id),
    );
    const holding = await nodesThatHold(world);
    const node = world.redisGroup?.parts[0];
    const [api] = world.apis;
    if (node === undefined || api === undefined) throw new Error('a Cluster and an api are needed');
    let ids: string[] = [];
    let toldMs = Number.NaN;
    const { figures } = await intakesDuring(world, perSecond, async () => {
      await node.kill();
      const told = await timed(() => until('the api is degraded', 30_000, async () => (await api.readiness())?.status === 'degraded'));
      toldMs = told.ms;
      ids = await many.submitMany(requests, 4);
      await last(awayMs);
      node.start();
      await node.ready();
    });
    const back = await timed(() => many.allSent(ids, 90_000));
    return [
      figure('nodes that hold queues', holding, '', exactly(3)),
      figure('offers accepted by hubs', accepted, '', atLeast(1)),
      figure('node gone until the api says that queues are away', toldMs, 'ms', atMost(10_000)),
      ...figures,
      figure('offers of that time', back.value.length, '', atLeast(requests)),
      figure('offers that reached no hub', back.value.filter(({ sent_at: sentAt }) => sentAt === null).length, '', exactly(0)),
      figure('offers that reached a hub twice', await many.sentTwice(ids), '', exactly(0)),
      figure('node back until all of them are with their hubs', back.ms / 1_000, 's', atMost(30)),
    ];
  },
});

/** Headquarters answers for one hub: the whole way from filed to answered. */
async function acceptedByHub(world: World, offerIds: readonly string[]): Promise<number> {
  const [id] = offerIds;
  const { status } = await world.client('hq-watch-1').post(`/offers/${String(id)}/accept`, {}, { key: `faults-cluster:${String(id)}` });
  if (status >= 300) throw new Error(`accepting an offer was answered ${String(status)}`);
  return world.count("SELECT count(*) AS n FROM dispatch_offer WHERE id = $1 AND state IN ('accepted', 'part-accepted')", [id]);
}

async function nodesThatHold(world: World): Promise<number> {
  const { REDIS_URL: first = '', REDIS_CLUSTER_NODES: others = '' } = world.redisGroup?.variables ?? {};
  const ports = [first, ...others.split(',')].map((address) => Number(address.split(':').at(-1)));
  const keys = await Promise.all(ports.map((port) => redisSays(port, 'DBSIZE')));
  return keys.filter((said) => Number(said.slice(1).trim()) > 0).length;
}
