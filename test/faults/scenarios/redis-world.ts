import type { WorldShape } from '../world/world';

/**
 * One api and one worker with their queues on Redis, and a line that can be spoilt to Redis and to PostgreSQL. All scenarios about Redis, lanes and
 * lines ask for it, and so stand in one world. Few connections, so that they can be used up.
 */
export const redisWorld: WorldShape = { redis: true, lines: ['postgres', 'redis'], postgresSettings: { max_connections: '90' } };
