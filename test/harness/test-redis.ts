import { redisReasonVariable, redisUrlVariable } from './redis-variables';

/** This run's Redis for a spec, or the reason why there is none. Read it at the top of the file, to choose `describe` or `describe.skip`. */
export function testRedis(): { url: string } | { url: undefined; reason: string } {
  const url = process.env[redisUrlVariable];
  return url ? { url } : { url: undefined, reason: process.env[redisReasonVariable] ?? 'this project starts no Redis' };
}

/**
 * `describe` when there is a Redis, otherwise a skipped `describe` whose title says why.
 *
 * ```ts
 * describeOnRedis('queues on Redis', (url) => { … });
 * ```
 */
export function describeOnRedis(title: string, body: (url: string) => void): void {
  const redis = testRedis();
  if (redis.url === undefined) describe.skip(`${title} (skipped: ${redis.reason})`, () => body(''));
  else describe(title, () => body(redis.url));
}
