import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { Client } from 'pg';
import { migrate } from '../migrate';
import { loadMigrations } from '../migrations';
import { PlainFailure } from '../plain-failure';
import { copyIn } from './copy-stream';
import { type BackedUpTable, type Manifest, manifestIn } from './manifest';
import { journalOf, tablesOf } from './schema-facts';

/**
 * Puts a backup into an empty database: makes the schema of its day, fills it in one transaction, compares counts and the journal's head with what
 * the manifest says, and brings the schema to this version. When anything does not fit nothing is left in the tables, and the database cannot be used
 * for a second try: the failure says so.
 */
export async function restore(ownerUrl: string, folder: string, say: (line: string) => void): Promise<Manifest> {
  const manifest = manifestIn(folder);
  await refuseUnlessKnown(manifest);
  await refuseUnlessEmpty(ownerUrl);
  say(`  the files of ${manifest.takenAt} are looked through …`);
  for (const table of manifest.tables) await refuseUnlessWhole(folder, table);
  try {
    await putBack(ownerUrl, folder, manifest, say);
  } catch (fault) {
    throw halfDone(fault);
  }
  return manifest;
}

async function putBack(ownerUrl: string, folder: string, manifest: Manifest, say: (line: string) => void): Promise<void> {
  await migrate(ownerUrl, new Set(manifest.migrations));
  const client = new Client({
    connectionString: ownerUrl,
    application_name: 'bongsu restore',
    options: '-c timezone=UTC -c statement_timeout=0',
  });
  await client.connect();
  try {
    await client.query('BEGIN');
    await fill(client, manifest, folder, say);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
  await migrate(ownerUrl);
}

/** The tables stand there by now, and a second try would refuse them. */
function halfDone(fault: unknown): PlainFailure {
  const said = fault instanceof Error ? fault.message : String(fault);
  return new PlainFailure(
    `The restore stopped half-way: ${said} Its database has tables by now: before the next try give it an empty one (dropdb, createdb), or a new BONGSU_HOME with the keys' file in it.`,
  );
}

async function fill(client: Client, manifest: Manifest, folder: string, say: (line: string) => void): Promise<void> {
  await makeMissingParts(client, manifest);
  const there = await tablesOf(client);
  const names = there.map(({ name }) => `public.${client.escapeIdentifier(name)}`);
  // The journal refuses to be emptied, and rightly: only its owner can tell it not to, and only until this transaction ends.
  for (const name of names) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
  // What the migrations themselves wrote is in the backup too.
  await client.query(`TRUNCATE ${names.join(', ')}`);
  const keysAgain = await withoutForeignKeys(client);
  for (const { name, columns, file, rows } of manifest.tables) {
    const list = columns.map((column) => client.escapeIdentifier(column)).join(', ');
    const to = copyIn(client, `COPY public.${client.escapeIdentifier(name)} (${list}) FROM STDIN`);
    await pipeline(createReadStream(join(folder, file)), createGunzip(), to);
    const { rows: counted } = await client.query<{ n: string }>(`SELECT count(*)::text AS n FROM public.${client.escapeIdentifier(name)}`);
    if (Number(counted[0]?.n) !== rows)
      throw new PlainFailure(`${name} has ${String(counted[0]?.n)} rows instead of ${String(rows)}: nothing was restored.`);
    if (rows > 0) say(`  ${name}: ${String(rows)}`);
  }
  for (const name of names) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
  await keysAgain();
  for (const { name, last, isCalled } of manifest.sequences)
    await client.query('SELECT setval($1::text::regclass, $2::bigint, $3)', [`public.${name}`, last, isCalled]);
  const journal = await journalOf(client);
  if (journal.entries !== manifest.journal.entries || journal.headSeal !== manifest.journal.headSeal)
    throw new PlainFailure('The journal does not end where the manifest says: nothing was restored.');
}

/** Foreign keys are taken away while tables are filled in any order, and put back, which checks them all. Answers how. */
async function withoutForeignKeys(client: Client): Promise<() => Promise<void>> {
  const { rows } = await client.query<{ table: string; name: string; definition: string }>(`
    SELECT conrelid::regclass::text AS "table", conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint
     WHERE contype = 'f' AND connamespace = 'public'::regnamespace AND conparentid = 0`);
  for (const { table, name } of rows) await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${client.escapeIdentifier(name)}`);
  return async () => {
    for (const { table, name, definition } of rows)
      await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${client.escapeIdentifier(name)} ${definition}`);
  };
}

/**
 * Parts of the journal that were added by the passing of time rather than by a migration: made as the house makes them, with all their rules. Where the
 * first one ended is of the day on which that house was made, and not of today.
 */
async function makeMissingParts(client: Client, { tables }: Manifest): Promise<void> {
  const first = tables.find(({ name }) => name === 'journal_entry_first');
  const [, end] = /TO \('(\d+)'\)$/.exec(first?.partition?.bounds ?? '') ?? [];
  if (end !== undefined)
    await client.query(`
      ALTER TABLE journal_entry DETACH PARTITION journal_entry_first;
      ALTER TABLE journal_entry ATTACH PARTITION journal_entry_first FOR VALUES FROM (MINVALUE) TO (${end});`);
  for (const { name } of tables) {
    const [, year, month] = /^journal_entry_(\d{4})_(\d{2})$/.exec(name) ?? [];
    if (year === undefined || month === undefined) continue;
    await client.query('SELECT journal_make_part($1)', [Number(year) * 100 + Number(month)]);
    const { rows } = await client.query<{ there: boolean }>('SELECT to_regclass($1) IS NOT NULL AS there', [`public.${name}`]);
    if (rows[0]?.there !== true) throw new PlainFailure(`The part ${name} of the journal could not be made.`);
  }
}

async function refuseUnlessKnown({ migrations }: Manifest): Promise<void> {
  const known = new Set((await loadMigrations()).map(({ name }) => name));
  const unknown = migrations.filter((name) => !known.has(name));
  if (unknown.length > 0)
    throw new PlainFailure(
      `The backup is of a newer version of Bongsu (it knows ${unknown.join(', ')}): restore it with that version or a later one.`,
    );
}

async function refuseUnlessEmpty(ownerUrl: string): Promise<void> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'bongsu restore' });
  await client.connect();
  try {
    const { rowCount } = await client.query(
      `SELECT FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') LIMIT 1`,
    );
    if (rowCount !== 0)
      throw new PlainFailure(
        'That database has tables already, and a restore never overwrites: give it an empty one (createdb), or an empty BONGSU_HOME.',
      );
  } finally {
    await client.end();
  }
}

async function refuseUnlessWhole(folder: string, { file, sha256 }: BackedUpTable): Promise<void> {
  const hash = createHash('sha256');
  try {
    for await (const chunk of createReadStream(join(folder, file))) hash.update(chunk as Buffer);
  } catch {
    throw new PlainFailure(`${file} cannot be read: the backup is not whole. Nothing was restored.`);
  }
  if (hash.digest('hex') !== sha256)
    throw new PlainFailure(`${file} is not what was written when the backup was taken. Nothing was restored.`);
}
