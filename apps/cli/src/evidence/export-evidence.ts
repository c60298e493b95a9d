import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { KnownAccounts } from '@bongsu/access';
import { DecisionReasons, IncidentDirectory } from '@bongsu/incidents';
import { newId, ok } from '@bongsu/kernel';
import {
  CLOCK,
  CheckpointKeys,
  CheckpointStore,
  Checkpointer,
  Database,
  EvidenceExported,
  FIRST_SEAL,
  JournalArchives,
  JournalChain,
  type KeptCheckpoint,
  type SigningKey,
  UnitOfWork,
  signed,
  systemActor,
} from '@bongsu/platform';
import { SitrepStore } from '@bongsu/situation';
import { signing } from '../checkpoints';
import { PlainFailure } from '../plain-failure';
import { projectRoot } from '../project-root';
import { sha256OfFile } from '../sha256-of-file';
import { archivedOf, ownPositions } from './own-entries';
import { chainLines, checkpointLines, sitrepLines, writeLines } from './parts';
import { writeTar } from './tar';
import { type Watermark, readmeEnglish, readmeKorean } from './watermark';

const NUMBERED_WITHIN_MS = 20_000;

export interface EvidenceOrder {
  readonly code: string;
  readonly out: string;
  readonly reason: string;
  /** E-mail of the account for which it is made. */
  readonly requestedBy: string;
}

export interface Evidence {
  readonly entries: number;
  readonly from: number;
  readonly until: number;
  readonly keyId: string;
}

/**
 * Makes the bundle of an incident: first the export is on record, then the journal is signed, then the incident's part of it is written out. It
 * holds no entry of another incident.
 */
export async function exportEvidence(app: INestApplicationContext, order: EvidenceOrder): Promise<Evidence> {
  const key = await app.get(CheckpointKeys).present();
  if (key === null)
    throw new PlainFailure('Evidence is signed, and there is no key: set CHECKPOINT_KEY_FILE to that of this installation.');
  const watermark = await watermarkOf(app, order);
  await refuseHalf(app, watermark.incident);
  const recordedAt = await record(app, watermark);
  const checkpointer = app.get(Checkpointer);
  const end = await signing(() => checkpointer.onDemand());
  if (end === null || end.position < recordedAt) throw new Error('the journal was not signed after the export was recorded');
  await checkpointer.deliver();

  const own = (await ownPositions(app.get(Database), watermark.incident.id)).filter((position) => position <= end.position);
  const before = await app.get(CheckpointStore).lastUpTo((own[0] ?? 1) - 1);
  const span = { start: startOf(before), end: end.position };
  const folder = mkdtempSync(join(dirname(resolve(order.out)), '.evidence-'));
  try {
    const names = await writeParts(app, { folder, watermark, span, own });
    const files = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await sha256OfFile(join(folder, name))] as const)));
    writeFileSync(join(folder, 'manifest.jws'), manifest(watermark, files, key), { mode: 0o600 });
    await writeTar(
      order.out,
      [...names, 'manifest.jws'].map((name) => ({ name, path: join(folder, name) })),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  return { entries: own.length, from: span.start.position, until: span.end, keyId: key.id };
}

async function watermarkOf(app: INestApplicationContext, { code, reason, requestedBy }: EvidenceOrder): Promise<Watermark> {
  const incidentId = await app.get(IncidentDirectory).idOf(code);
  if (incidentId === null) throw new PlainFailure(`There is no incident ${code}.`);
  const accountId = await app.get(KnownAccounts).idOf(requestedBy);
  if (accountId === null) throw new PlainFailure(`There is no account ${requestedBy}: name the person for whom this export is made.`);
  const installation = await app.get(CheckpointStore).installation();
  const exportedAt = app.get<{ now(): string }>(CLOCK).now();
  return { requestedBy: { accountId, email: requestedBy }, exportedAt, reason, incident: { id: incidentId, code }, installation };
}

/** A bundle that leaves out what was taken out of the journal would say less than there is. */
async function refuseHalf(app: INestApplicationContext, { id, code }: Watermark['incident']): Promise<void> {
  const parts = await archivedOf(app.get(Database), app.get(JournalArchives), id);
  if (parts.length > 0)
    throw new PlainFailure(
      `Entries of ${code} are in archives of the journal (${parts.map(({ file, until }) => `${file}, until ${until}`).join('; ')}): a bundle of what is left would not be whole. ` +
        'Nothing was exported. Those archives are evidence themselves: they hold every entry with its seal, and `bongsu verify-journal --archive` verifies them.',
    );
}

/** Puts the export on record and waits for its position: what is handed out holds its own record. */
async function record(app: INestApplicationContext, { incident, requestedBy, reason }: Watermark): Promise<number> {
  const correlationId = newId();
  await app.get(UnitOfWork).run(systemActor('console', correlationId), async (tx) => {
    const about = { act: 'export-evidence', incidentId: incident.id, reportId: null, decidedBy: requestedBy.accountId } as const;
    const decisionId = await app.get(DecisionReasons).keep(tx, about, reason);
    const body = { code: incident.code, requestedBy: requestedBy.accountId, decisionId };
    tx.append(EvidenceExported.of({ subject: { type: 'incident', id: incident.id }, incidentId: incident.id, audience: [], body }));
    return ok(null);
  });
  for (let waitedMs = 0; waitedMs < NUMBERED_WITHIN_MS; waitedMs += 100) {
    const [row] = await app
      .get(Database)
      .query<{ position: number }>(
        'SELECT position FROM journal_entry WHERE incident_id = $1 AND correlation_id = $2 AND position IS NOT NULL',
        [incident.id, correlationId],
      );
    if (row !== undefined) return row.position;
    await delay(100);
  }
  throw new PlainFailure(
    'The record of this export got no number within 20 s: is the process that numbers the journal stuck? Nothing was exported.',
  );
}

function startOf(before: KeptCheckpoint | null): { position: number; seal: string } {
  return before === null
    ? { position: 0, seal: FIRST_SEAL.toString('hex') }
    : { position: before.position, seal: before.seal.toString('hex') };
}

interface Parts {
  readonly folder: string;
  readonly watermark: Watermark;
  readonly span: { readonly start: { readonly position: number; readonly seal: string }; readonly end: number };
  readonly own: readonly number[];
}

/** Writes every part but the manifest; answers their names. */
async function writeParts(app: INestApplicationContext, { folder, watermark, span, own }: Parts): Promise<string[]> {
  const store = app.get(CheckpointStore);
  const keys = await store.keys();
  const verifier = 'verify-evidence.mjs';
  copyFileSync(join(projectRoot(), 'scripts', verifier), join(folder, verifier));
  await writeLines(join(folder, 'README.ko.md'), [readmeKorean(watermark).trimEnd()]);
  await writeLines(join(folder, 'README.en.md'), [readmeEnglish(watermark).trimEnd()]);
  await writeLines(join(folder, 'keys.json'), [JSON.stringify({ keys })]);
  await writeLines(join(folder, 'checkpoints.jws'), checkpointLines(store, span));
  await writeLines(join(folder, 'chain.jsonl'), chainLines(app.get(JournalChain), span, own));
  await writeLines(join(folder, 'sitreps.jsonl'), sitrepLines(app.get(SitrepStore), watermark.incident.id));
  return ['README.ko.md', 'README.en.md', verifier, 'keys.json', 'checkpoints.jws', 'chain.jsonl', 'sitreps.jsonl'];
}

function manifest(watermark: Watermark, files: Record<string, string>, key: SigningKey): string {
  return signed('bongsu-evidence', { format: 'bongsu-evidence/1', ...watermark, files }, key);
}
