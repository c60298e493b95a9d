import { runMigrations } from 'bullmq';

/** The schema in which BullMQ keeps its queues when it runs on PostgreSQL. */
export const QUEUE_SCHEMA = 'bullmq';

/** What BullMQ needs of a connection: one session, never a pool, for its lock and transaction. */
type QueueSchemaClient = Parameters<typeof runMigrations>[0];

/** Brings BullMQ's own tables up to date. Run as the owner of the schema; returns its version. */
export function migrateQueueSchema(client: QueueSchemaClient): Promise<number> {
  return runMigrations(client, QUEUE_SCHEMA);
}
