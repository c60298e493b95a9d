import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import type { Instant } from '@bongsu/kernel';
import { CheckpointKeys, CheckpointStore, JournalArchives, JournalChain, type SigningKey } from '@bongsu/platform';
import { Client } from 'pg';
import { PlainFailure } from '../plain-failure';
import { sha256OfFile } from '../sha256-of-file';
import { linesIn, lineOf, verifiedSeals, writeArchive } from './archive-file';
import { type ArchiveManifest, fileOf, writeManifest } from './archive-manifest';
import { neededStill } from './needed-still';
import { type Part, closedParts } from './parts';
import { putOnRecord, takeOut } from './take-out';
import { unlessHeld } from './unless-held';

type Say = (line: string) => void;

/**
 * Takes out of the journal whatever parts were written before a day, the oldest first: writes each to a file, compares the file with the rows, puts on
 * record where the journal begins from then on, and detaches the table. It stops before the first that something still needs, and when it waited `waitMs`
 * for what others hold. Answers how many.
 */
export async function detachParts(
  app: INestApplicationContext,
  ownerUrl: string,
  { before, folder, waitMs = 60_000 }: { before: Instant; folder: string; waitMs?: number },
  say: Say,
): Promise<number> {
  const key = await app.get(CheckpointKeys).present();
  if (key === null)
    throw new PlainFailure('An archive is signed, and there is no key: set CHECKPOINT_KEY_FILE to that of this installation.');
  const owner = await ownerOf(ownerUrl, waitMs);
  try {
    await refuseWhileAnother(owner);
    await finishWhatWasBrokenOff(owner, say);
    const parts = (await closedParts(owner)).filter(({ lastAt }) => lastAt < before);
    for (const part of parts) {
      await refuseWhatIsNeeded(owner, app, part);
      mkdirSync(folder, { recursive: true, mode: 0o700 });
      const manifest = await archived(app, part, folder, key);
      await putOnRecord(owner, app, part, manifest);
      await unlessHeld(owner, part.name, () => takeOut(owner, part.name));
      say(
        `${part.name}: positions ${String(part.first)} to ${String(part.last)}, until ${part.lastAt}, are in ${join(folder, fileOf(part.name))}.`,
      );
    }
    return parts.length;
  } finally {
    await owner.end();
  }
}

export async function ownerOf(url: string, waitMs = 60_000): Promise<Client> {
  const client = new Client({
    connectionString: url,
    application_name: 'bongsu journal',
    options: `-c timezone=UTC -c statement_timeout=0 -c lock_timeout=${String(waitMs)}`,
  });
  await client.connect();
  return client;
}

/** Until this session ends. */
async function refuseWhileAnother(owner: Client): Promise<void> {
  const { rows } = await owner.query<{ mine: boolean }>(`SELECT pg_try_advisory_lock(hashtext('bongsu journal detach')) AS mine`);
  if (rows[0]?.mine !== true)
    throw new PlainFailure('Another `bongsu journal detach` is at work on this database: wait until it has ended.');
}

/** On record and not out yet: the command was ended in between. */
async function finishWhatWasBrokenOff(owner: Client, say: Say): Promise<void> {
  const { rows } = await owner.query<{ part: string }>(
    `SELECT part FROM journal_archive WHERE dropped_at IS NULL AND to_regclass('public.' || part) IS NOT NULL ORDER BY last_position`,
  );
  for (const { part } of rows) {
    await unlessHeld(owner, part, () => takeOut(owner, part));
    say(`${part}: was on record already and is taken out now.`);
  }
}

async function refuseWhatIsNeeded(owner: Client, app: INestApplicationContext, part: Part): Promise<void> {
  const reasons = await neededStill(owner, part);
  const cut = await app.get(JournalArchives).cut();
  if (reasons.length === 0 && (part.first !== cut.position + 1 || part.last - part.first + 1 !== part.entries))
    reasons.push(`it does not follow on position ${String(cut.position)} without a gap: run \`bongsu verify-journal\``);
  if (reasons.length > 0) throw new PlainFailure(`${part.name} stays where it is:\n${reasons.map((reason) => `  - ${reason}`).join('\n')}`);
}

/** Written, read again and held against the rows, then signed. */
async function archived(app: INestApplicationContext, part: Part, folder: string, key: SigningKey): Promise<ArchiveManifest> {
  const [chain, cut] = [app.get(JournalChain), await app.get(JournalArchives).cut()];
  await writeArchive(chain.between(cut.position, part.last), folder, part.name);
  const lines = linesIn(folder, part.name);
  let first: ArchiveManifest['first'] | undefined;
  let last: ArchiveManifest['last'] | undefined;
  for await (const row of chain.between(cut.position, part.last)) {
    if ((await lines.next()).value !== lineOf(row))
      throw new PlainFailure(`${fileOf(part.name)} is not what the rows say: nothing was detached.`);
    last = { position: row.position, seal: row.seal.toString('hex'), at: row.entry.at };
    first ??= last;
  }
  if (first === undefined || last === undefined || (await lines.next()).done !== true)
    throw new PlainFailure(`${fileOf(part.name)} is not what the rows say: nothing was detached.`);
  const manifest: ArchiveManifest = {
    v: 1,
    installation: await app.get(CheckpointStore).installation(),
    part: part.name,
    entries: part.entries,
    before: { position: cut.position, seal: cut.seal.toString('hex') },
    first,
    last,
    sha256: await sha256OfFile(join(folder, fileOf(part.name))),
  };
  await verifiedSeals(folder, manifest, cut);
  writeManifest(folder, manifest, key);
  return manifest;
}
