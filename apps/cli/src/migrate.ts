import { Client } from 'pg';
import { QUEUE_SCHEMA, migrateQueueSchema } from '../../../libs/platform/src/jobs/queue-schema';
import { APPLICATION_ROLE } from './application-role';
import { LOCK_TIMEOUT_MS, withLockPatience } from './lock-patience';
import { loadMigrations } from './migrations';
import { runMigrations } from './run-migrations';

/** One key for all migrators of a database ("BONG" in ASCII), so that two that start together run one after the other. */
const migrationLock = 0x424f4e47;

export interface MigrationReport {
  /** Names of the migrations that were applied by this call, oldest first. */
  readonly applied: readonly string[];
  readonly queueSchemaVersion: number;
}

/**
 * Brings a database to this version: application role, every context's migrations, BullMQ's own tables. `ownerUrl` belongs to the
 * owner of the database, which may create roles. Running it again changes nothing. Throws the driver's errors. `only`: to no more than these
 * migrations, for a restore of what was backed up before the others.
 */
export async function migrate(ownerUrl: string, only?: ReadonlySet<string>): Promise<MigrationReport> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'bongsu migrate', options: '-c timezone=UTC' });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await client.query(`SET lock_timeout = ${LOCK_TIMEOUT_MS}`);
    await withLockPatience(() => openToApplication(client));
    const all = await loadMigrations();
    const applied = await runMigrations(ownerUrl, only === undefined ? all : all.filter(({ name }) => only.has(name)));
    await client.query(`REVOKE INSERT, UPDATE, DELETE ON schema_migration FROM ${APPLICATION_ROLE}`);
    await withLockPatience(() => keepJournalParts(client));
    return { applied, queueSchemaVersion: await withLockPatience(() => migrateQueueSchema(client)) };
  } finally {
    await client.end();
  }
}

async function openToApplication(client: Client): Promise<void> {
  await ensureApplicationRole(client);
  await grantFutureTables(client, 'public');
  await client.query(`CREATE SCHEMA IF NOT EXISTS ${QUEUE_SCHEMA}`);
  await grantFutureTables(client, QUEUE_SCHEMA);
  // BullMQ makes a sequence for each queue when its first job is added; its schema is its own, ours stays closed.
  await client.query(`GRANT CREATE ON SCHEMA ${QUEUE_SCHEMA} TO ${APPLICATION_ROLE}`);
}

/** As a worker does every minute, and once more when a month's part was only made by that; a database of before the journal had parts has none yet. */
async function keepJournalParts(client: Client): Promise<void> {
  const { rows } = await client.query<{ has: boolean }>(`SELECT to_regproc('journal_keep_parts') IS NOT NULL AS has`);
  if (rows[0]?.has !== true) return;
  const { rows: kept } = await client.query<{ is_open: boolean }>('SELECT is_open FROM journal_keep_parts()');
  if (kept[0]?.is_open === false) await client.query('SELECT journal_keep_parts()');
}

/** Roles belong to the whole server: another database's migrator may make it at the same moment. */
async function ensureApplicationRole(client: Client): Promise<void> {
  await client.query(`
    DO $$ BEGIN
      CREATE ROLE ${APPLICATION_ROLE} NOLOGIN;
    EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
    END $$`);
  await client.query(`
    DO $$ BEGIN
      IF NOT pg_has_role(current_user, '${APPLICATION_ROLE}', 'MEMBER') THEN
        EXECUTE format('GRANT ${APPLICATION_ROLE} TO %I', current_user);
      END IF;
    EXCEPTION WHEN unique_violation OR duplicate_object THEN NULL;
    END $$`);
}

/**
 * What a migration creates from now on is open to the application, before the migration itself takes rights away again (the
 * journal may not be changed): a grant on existing tables afterwards would give them back.
 */
async function grantFutureTables(client: Client, schema: string): Promise<void> {
  await client.query(`GRANT USAGE ON SCHEMA ${schema} TO ${APPLICATION_ROLE}`);
  await client.query(`ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO ${APPLICATION_ROLE}`);
  await client.query(`ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT USAGE, SELECT ON SEQUENCES TO ${APPLICATION_ROLE}`);
}
