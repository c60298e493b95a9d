import { appendFileSync, cpSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { until } from '../wait';
import { giveToDatabase } from './give-to-database';
import type { PostgresPart } from './postgres-part';
import type { World } from './world';

const NAME = 'standby';
/** What is true of the running server alone, or comes to the standby by itself. */
const leftOut = new Set(['postmaster.pid', 'postmaster.opts']);
const emptied = new Set(['pg_wal', 'pg_replslot', 'pg_stat_tmp']);

/**
 * A copy of the world's database that follows it and is told of every commit before anybody is told that it holds: `synchronous_commit` is `on`, which
 * is the default, and `synchronous_standby_names` its name. As docs/operations/growth.md has it, with SQL in the place of pg_basebackup.
 */
export async function standbyOf(world: World): Promise<PostgresPart> {
  const dataDir = world.ground.place(NAME);
  const session = await world.session();
  try {
    await session.query('SELECT pg_create_physical_replication_slot($1, true)', [NAME]);
    await session.query('SELECT pg_backup_start($1, true)', [NAME]);
    cpSync(world.postgres.dataDir, dataDir, {
      recursive: true,
      filter: (path) => !leftOut.has(basename(path)) && !emptied.has(basename(dirname(path))),
    });
    const { rows } = await session.query<{ labelfile: string }>('SELECT labelfile FROM pg_backup_stop(false)');
    writeFileSync(join(dataDir, 'backup_label'), rows[0]?.labelfile ?? '');
  } finally {
    await session.end();
  }
  writeFileSync(join(dataDir, 'standby.signal'), '');
  const { hostname, port, username, password } = new URL(world.postgres.url());
  const conninfo = `host=${hostname} port=${port} user=${username} password=${password} application_name=${NAME}`;
  appendFileSync(join(dataDir, 'postgresql.auto.conf'), `primary_conninfo = '${conninfo}'\nprimary_slot_name = '${NAME}'\n`);
  giveToDatabase(dataDir);
  const standby = await world.ground.server(dataDir, {});
  await standby.start();
  await world.sql(`ALTER SYSTEM SET synchronous_standby_names = '${NAME}'`);
  await world.sql('SELECT pg_reload_conf()');
  await until('no commit is acknowledged before the standby has it', 30_000, async () => {
    const [row] = await world.sql<{ state: string }>('SELECT sync_state AS state FROM pg_stat_replication WHERE application_name = $1', [
      NAME,
    ]);
    return row?.state === 'sync';
  });
  return standby;
}
