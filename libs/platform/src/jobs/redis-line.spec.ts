import type { Settings } from '../config/concerns';
import { clusterNodes, clusterOptions, queuePrefix, sentinelOptions } from './redis-line';

const settings = (of: Partial<Settings['queues']>): Settings['queues'] => ({
  QUEUE_PREFIX: 'bongsu',
  QUEUE_DRAIN_MS: 1_000,
  QUEUE_RECONCILE_MS: 1_000,
  ...of,
});
const manners = { maxRetriesPerRequest: 2 };

describe('a line to Redis', () => {
  it('asks the Sentinels for the master, and logs in there as REDIS_URL says', () => {
    const url = 'redis://u:p%40@beacons/3';
    const of = { REDIS_URL: url, REDIS_SENTINELS: '127.0.0.1:1,127.0.0.1:2', REDIS_SENTINEL_PASSWORD: 's' };
    expect(sentinelOptions(url, settings(of), manners)).toEqual({
      name: 'beacons',
      username: 'u',
      password: 'p@',
      db: 3,
      sentinelPassword: 's',
      maxRetriesPerRequest: 2,
      enableTLSForSentinelMode: false,
      sentinels: [
        { host: '127.0.0.1', port: 1 },
        { host: '127.0.0.1', port: 2 },
      ],
    });
  });

  it('goes to every node of a Cluster with one login, encrypted where REDIS_URL is', () => {
    const url = 'rediss://:p@localhost:1';
    expect(clusterNodes(url, '127.0.0.1:2,[::1]:3')).toEqual([
      { host: 'localhost', port: 1 },
      { host: '127.0.0.1', port: 2 },
      { host: '::1', port: 3 },
    ]);
    expect(clusterOptions(url, manners)).toMatchObject({
      redisOptions: { password: 'p', tls: {}, maxRetriesPerRequest: 2 },
      enableOfflineQueue: false,
    });
  });

  it('keeps all keys of a queue of a Cluster in one slot, and queues in different ones', () => {
    expect(queuePrefix(settings({ REDIS_URL: 'redis://a' }), 'lane-KR-EMB-JP')).toBe('bongsu');
    const inCluster = settings({ REDIS_URL: 'redis://a', REDIS_CLUSTER_NODES: 'b:1' });
    expect(queuePrefix(inCluster, 'lane-KR-EMB-JP')).toBe('{bongsu:lane-KR-EMB-JP}');
    expect(queuePrefix(inCluster, 'dispatch')).toBe('{bongsu:dispatch}');
  });
});
