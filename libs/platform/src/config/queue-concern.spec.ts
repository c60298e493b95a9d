import { SettingsProblem, parseConcerns } from './concern';
import { queueConcern } from './queue-concern';

const parsed = (environment: Record<string, string>) => parseConcerns({ queues: queueConcern }, environment).queues;

describe('where queues are', () => {
  it('takes one Redis, a node of a Cluster with others, and the name that Sentinels know', () => {
    expect(parsed({ REDIS_URL: 'rediss://u:p@queues:6380' })).toMatchObject({ REDIS_URL: 'rediss://u:p@queues:6380' });
    expect(parsed({ REDIS_URL: 'redis://a', REDIS_CLUSTER_NODES: 'b:6379,[fd00::1]:6379' })).toMatchObject({
      REDIS_CLUSTER_NODES: 'b:6379,[fd00::1]:6379',
    });
    expect(parsed({ REDIS_URL: 'redis://bongsu', REDIS_SENTINELS: 's1:26379,s2:26379,s3:26379' })).toMatchObject({
      REDIS_SENTINELS: 's1:26379,s2:26379,s3:26379',
    });
  });

  it.each([
    ['nodes without an address to log in with', { REDIS_CLUSTER_NODES: 'b:6379' }, /REDIS_URL: must be set/],
    ['Sentinels without the name of a master', { REDIS_SENTINELS: 's1:26379' }, /REDIS_URL: must be set/],
    [
      'a Cluster and Sentinels',
      { REDIS_URL: 'redis://a', REDIS_CLUSTER_NODES: 'b:1', REDIS_SENTINELS: 's:1' },
      /REDIS_SENTINELS: cannot be set/,
    ],
    ['an address without a port', { REDIS_URL: 'redis://a', REDIS_CLUSTER_NODES: 'b' }, /REDIS_CLUSTER_NODES: must be host:port/],
    ['a login in the list of nodes', { REDIS_URL: 'redis://a', REDIS_SENTINELS: 'u:p@s:26379' }, /REDIS_SENTINELS: must be host:port/],
  ])('refuses %s', (_what, environment, problem) => {
    expect(() => parsed(environment)).toThrow(SettingsProblem);
    expect(() => parsed(environment)).toThrow(problem);
  });
});
