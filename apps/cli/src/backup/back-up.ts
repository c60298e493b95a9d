import { createHash } from 'node:crypto';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { systemClock } from '@bongsu/kernel';
import { Client } from 'pg';
import { copyOut } from './copy-stream';
import { type BackedUpTable, MANIFEST, type Manifest } from './manifest';
import { type TableFacts, journalOf, migrationsOf, sequencesOf, tablesOf } from './schema-facts';

/**
 * Writes every row of the house, as of one moment, into a new folder: a file a table in PostgreSQL's own COPY text, and last of all a manifest, so
 * that a folder without one is known to be unfinished. While it is taken the house goes on. What is encrypted in the database is as encrypted in the
 * files; the keys are not in them. Queues are not either: they are rebuilt from rows.
 */
export async function backUp(ownerUrl: string, folder: string): Promise<Manifest> {
  mkdirSync(folder, { mode: 0o700 });
  const client = new Client({
    connectionString: ownerUrl,
    application_name: 'bongsu backup',
    options: '-c timezone=UTC -c statement_timeout=0',
  });
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const takenAt = systemClock.now();
    const tables: BackedUpTable[] = [];
    for (const table of await tablesOf(client)) tables.push(await writeTable(client, table, folder));
    const { rows } = await client.query<{ id: string }>('SELECT id FROM platform_installation');
    const manifest: Manifest = {
      format: 1,
      takenAt,
      installation: rows[0]?.id ?? null,
      migrations: await migrationsOf(client),
      journal: await journalOf(client),
      tables,
      // Read last: a number that was drawn meanwhile is then not drawn again.
      sequences: await sequencesOf(client),
    };
    await client.query('COMMIT');
    writeFileSync(join(folder, MANIFEST), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flush: true });
    return manifest;
  } finally {
    await client.end();
  }
}

async function writeTable(client: Client, { name, columns, partition }: TableFacts, folder: string): Promise<BackedUpTable> {
  const file = `${name}.copy.gz`;
  const hash = createHash('sha256');
  let rows = 0;
  const counted = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      // In COPY's text a line break within a value is written \n: each that is there ends a row.
      for (let at = chunk.indexOf(0x0a); at !== -1; at = chunk.indexOf(0x0a, at + 1)) rows += 1;
      done(null, chunk);
    },
  });
  const hashed = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const list = columns.map((column) => client.escapeIdentifier(column)).join(', ');
  const read = copyOut(client, `COPY (SELECT ${list} FROM public.${client.escapeIdentifier(name)}) TO STDOUT`);
  await pipeline(read, counted, createGzip({ level: 3 }), hashed, createWriteStream(join(folder, file), { mode: 0o600, flush: true }));
  return { name, columns, rows, file, sha256: hash.digest('hex'), partition };
}
