import type { WorldShape } from '../world/world';

/**
 * Two apis and two workers, queues on PostgreSQL: for what happens between processes. A job may wait in the database for as long as some scenarios
 * need it in hand. No longer: the session of a killed worker that waits for a lock does not hear that its client is gone, and keeps what it has
 * locked until then.
 */
export const pairWorld: WorldShape = {
  apis: 2,
  workers: 2,
  variables: { DATABASE_LOCK_TIMEOUT_MS: '8000', DATABASE_STATEMENT_TIMEOUT_MS: '8000' },
};
