import { until } from '../wait';
import type { Ground } from './ground';
import type { Part } from './part';
import { redisPart, redisSays } from './redis-part';
import { stablePort } from './stable-port';

/** Redis as several servers that together hold the queues. */
export interface RedisGroup {
  /** Every server of it. */
  readonly parts: readonly Part[];
  /** Where programs find it, in the settings of the product. */
  readonly variables: Readonly<Record<string, string>>;
  /** Starts what does not run; resolves when they are one. */
  stand(): Promise<void>;
}

interface ClusterNode {
  readonly part: Part;
  readonly port: number;
  readonly bus: number;
}

const NODES = 3;
const SLOTS = 16_384;
/** A node that is silent for so long is taken for gone; 15 s in production. */
const NODE_TIMEOUT_MS = 2_000;

/** Three masters without replicas: a node that is gone takes its slots with it, which is the worst that a Cluster can show. */
export async function redisCluster(ground: Ground): Promise<RedisGroup> {
  const nodes: ClusterNode[] = [];
  for (let index = 0; index < NODES; index++) nodes.push(await clusterNode(ground, index));
  const [first, ...others] = nodes.map(({ port }) => `127.0.0.1:${String(port)}`);
  const isOne = async (): Promise<boolean> =>
    (await Promise.all(nodes.map(({ port }) => redisSays(port, 'CLUSTER', 'INFO').catch(() => '')))).every(
      (info) => info.includes('cluster_state:ok') && info.includes(`cluster_known_nodes:${String(NODES)}`),
    );
  let isMet = false;
  return {
    parts: nodes.map(({ part }) => part),
    variables: { REDIS_URL: `redis://${String(first)}`, REDIS_CLUSTER_NODES: others.join(',') },
    stand: async () => {
      for (const { part } of nodes) part.start();
      await Promise.all(nodes.map(({ part }) => part.ready()));
      // What they know of each other they keep in a file.
      if (!isMet) await meet(nodes);
      isMet = true;
      await until('the nodes are one Cluster', 60_000, isOne);
    },
  };
}

async function clusterNode(ground: Ground, index: number): Promise<ClusterNode> {
  const [port, bus] = [await stablePort(), await stablePort()];
  const name = `redis-${String(index + 1)}`;
  const part = redisPart({
    name,
    port,
    folder: ground.place(name),
    logFile: ground.place(`${name}.log`),
    settings: { 'cluster-enabled': 'yes', 'cluster-port': String(bus), 'cluster-node-timeout': String(NODE_TIMEOUT_MS) },
    onStarted: ground.watch,
  });
  return { part, port, bus };
}

async function meet(nodes: readonly ClusterNode[]): Promise<void> {
  const [first, ...others] = nodes;
  for (const [index, { port }] of nodes.entries()) {
    const share = (of: number): number => Math.floor((of * SLOTS) / nodes.length);
    await redisSays(port, 'CLUSTER', 'ADDSLOTSRANGE', String(share(index)), String(share(index + 1) - 1));
  }
  for (const { port, bus } of others) await redisSays(first?.port ?? 0, 'CLUSTER', 'MEET', '127.0.0.1', String(port), String(bus));
}
