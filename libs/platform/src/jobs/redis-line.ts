import { Cluster, type ClusterOptions, Redis, type RedisOptions } from 'ioredis';
import type { Settings } from '../config/concerns';

/** A line to one Redis, to the master that Sentinels name, or to every node of a Cluster. */
export type RedisLine = Redis | Cluster;

/** What producers and workers want differently of a line. */
export type LineManners = Pick<RedisOptions, 'maxRetriesPerRequest' | 'commandTimeout' | 'socketTimeout'>;

type QueueSettings = Settings['queues'];

const ALL_SLOTS = 16_384;
/** A second, ioredis's own, is too short for a machine that is busy: the line would be given up and made anew, which makes it busier. */
const SLOTS_WITHIN_MS = 5_000;

/** Opens a line as configuration says; it comes back by itself, and finds where a master or a slot has moved to. */
export function openRedisLine(settings: QueueSettings, manners: LineManners): RedisLine {
  const { REDIS_URL: url = '', REDIS_CLUSTER_NODES: nodes, REDIS_SENTINELS: sentinels } = settings;
  if (nodes !== undefined) return new Cluster(clusterNodes(url, nodes), clusterOptions(url, manners));
  return sentinels === undefined ? new Redis(url, manners) : new Redis(sentinelOptions(url, settings, manners));
}

/**
 * The prefix of a queue's keys. In a Cluster all keys of one queue must lie in one slot, which their hash tag decides; each queue has a tag of its
 * own, so that queues and lanes spread over the nodes.
 */
export function queuePrefix({ QUEUE_PREFIX: prefix, REDIS_CLUSTER_NODES: nodes }: QueueSettings, queue: string): string {
  return nodes === undefined ? prefix : `{${prefix}:${queue}}`;
}

/** What each server that may hold jobs does when its memory is full. Throws when one cannot be asked, or when slots of a Cluster have nobody. */
export async function evictionPolicies(line: RedisLine): Promise<string[]> {
  if (!line.isCluster) return [await policyOf(line as Redis)];
  const cluster = line as Cluster;
  const info = await cluster.cluster('INFO');
  if (!info.includes('cluster_state:ok') || !info.includes(`cluster_slots_ok:${String(ALL_SLOTS)}\r`))
    throw new Error('slots of the Redis Cluster are served by nobody');
  return Promise.all(cluster.nodes('master').map(policyOf));
}

async function policyOf(server: Redis): Promise<string> {
  return ((await server.config('GET', 'maxmemory-policy')) as string[])[1] ?? '';
}

/** The host in `url` is the name by which Sentinels know the master; its login is the master's. */
export function sentinelOptions(url: string, settings: QueueSettings, manners: LineManners): RedisOptions {
  const { hostname: name, pathname } = new URL(url);
  const { REDIS_SENTINELS: sentinels = '', REDIS_SENTINEL_PASSWORD: password } = settings;
  return {
    ...loginOf(url),
    ...manners,
    name,
    db: Number(pathname.slice(1)),
    sentinels: addressesOf(sentinels),
    ...(password === undefined ? {} : { sentinelPassword: password }),
    // The first is for the master, the other for the Sentinels themselves.
    enableTLSForSentinelMode: isEncrypted(url),
    ...(isEncrypted(url) ? { sentinelTLS: {} } : {}),
  };
}

/** Nodes that are asked where all others are; the first is that of REDIS_URL. */
export function clusterNodes(url: string, others: string): { host: string; port: number }[] {
  const { hostname, port } = new URL(url);
  return [{ host: unbracketed(hostname), port: Number(port || 6_379) }, ...addressesOf(others)];
}

export function clusterOptions(url: string, manners: LineManners): ClusterOptions {
  return {
    redisOptions: { ...loginOf(url), ...manners },
    slotsRefreshTimeout: SLOTS_WITHIN_MS,
    // Who may wait for ever does; the others are told at once when no node is there.
    enableOfflineQueue: manners.maxRetriesPerRequest === null,
    // A certificate names hosts, which addresses would not match.
    ...(isEncrypted(url) ? { dnsLookup: (address, done) => done(null, address) } : {}),
  };
}

function loginOf(url: string): Pick<RedisOptions, 'username' | 'password' | 'tls'> {
  const { username, password } = new URL(url);
  return {
    ...(username === '' ? {} : { username: decodeURIComponent(username) }),
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
    ...(isEncrypted(url) ? { tls: {} } : {}),
  };
}

const isEncrypted = (url: string): boolean => url.startsWith('rediss:');

function addressesOf(list: string): { host: string; port: number }[] {
  return list.split(',').map((address) => {
    const colon = address.lastIndexOf(':');
    return { host: unbracketed(address.slice(0, colon)), port: Number(address.slice(colon + 1)) };
  });
}

const unbracketed = (host: string): string => host.replace(/^\[|\]$/g, '');
