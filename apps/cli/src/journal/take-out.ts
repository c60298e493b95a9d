import type { INestApplicationContext } from '@nestjs/common';
import { JournalArchives, JournalReader, sealedEntriesOf } from '@bongsu/platform';
import { type BoardState, emptyBoard, reduceAll } from '@bongsu/situation/contract';
import type { Client } from 'pg';
import type { ArchiveManifest } from './archive-manifest';
import { fileOf } from './archive-manifest';
import type { Part } from './parts';

const PAGE = 1_000;
/** Whom the entry is about is on a board now, or it tells how a mission stands, which no later entry need say again. */
const NEEDED = `(incident_id::text = ANY($1::text[]) OR subject_id = ANY($1::text[]) OR kind LIKE 'missions.%')`;

/** Says in one transaction what is about to go: up to where, about what, who was told of it, and what boards still need of it. */
export async function putOnRecord(owner: Client, app: INestApplicationContext, { name }: Part, manifest: ArchiveManifest): Promise<void> {
  const shown = await shownNow(app);
  await owner.query('BEGIN');
  try {
    await owner.query(
      `INSERT INTO journal_archive (part, first_position, last_position, last_seal, last_at, sealed_entries, file, sha256, detached_at)
       SELECT $1, $2, $3, decode($4, 'hex'), $5, (${sealedEntriesOf(name)}), $6, decode($7, 'hex'), clock_timestamp()`,
      [name, manifest.first.position, manifest.last.position, manifest.last.seal, manifest.last.at, fileOf(name), manifest.sha256],
    );
    await owner.query(
      `INSERT INTO journal_archived_subject (subject_id, part, audience)
       SELECT subject, $1, array_remove(array_agg(DISTINCT one), NULL)
         FROM (SELECT subject_id AS subject, audience FROM ${name} UNION SELECT incident_id::text, audience FROM ${name} WHERE incident_id IS NOT NULL) AS told
              LEFT JOIN LATERAL unnest(audience) AS one ON true GROUP BY subject`,
      [name],
    );
    await owner.query(`DELETE FROM journal_carried WHERE NOT ${NEEDED}`, [shown]);
    await owner.query(`INSERT INTO journal_carried SELECT * FROM ${name} WHERE ${NEEDED}`, [shown]);
    await owner.query('COMMIT');
  } catch (fault) {
    await owner.query('ROLLBACK');
    throw fault;
  }
}

/** The ids of all that is on the board of whoever sees everything. */
async function shownNow(app: INestApplicationContext): Promise<string[]> {
  const [archives, reader] = [app.get(JournalArchives), app.get(JournalReader)];
  let board: BoardState = reduceAll(emptyBoard(), await archives.carried());
  for (let { position } = await archives.cut(); ;) {
    const page = await reader.visible(position, PAGE);
    const last = page.at(-1);
    if (last === undefined) break;
    board = reduceAll(board, page);
    position = last.position;
  }
  const { incidents, reports, proposals, requests, offers, deployments, shipments, lanes } = board;
  return [incidents, reports, proposals, requests, offers, deployments, shipments, lanes].flatMap((table) => Object.keys(table));
}

interface Standing {
  readonly pending: boolean;
}

/**
 * Takes the table out of the journal and out of the house's reach, as far as that is not done yet: it may have been broken off. Nobody who writes or reads
 * is kept waiting. What a part has from the journal goes when it is no part any more, so it gets rules of its own.
 */
export async function takeOut(owner: Client, name: string): Promise<void> {
  const { rows } = await owner.query<Standing>(
    `SELECT inhdetachpending AS pending FROM pg_inherits WHERE inhrelid = to_regclass('public.${name}')`,
  );
  const [standing] = rows;
  if (standing !== undefined)
    await owner.query(`ALTER TABLE journal_entry DETACH PARTITION public.${name} ${standing.pending ? 'FINALIZE' : 'CONCURRENTLY'}`);
  const { rows: left } = await owner.query(`SELECT FROM pg_class WHERE oid = to_regclass('public.${name}')`);
  if (left.length === 0) return;
  await owner.query(`
    BEGIN;
    CREATE OR REPLACE TRIGGER journal_stays BEFORE UPDATE OR DELETE ON public.${name} FOR EACH ROW EXECUTE FUNCTION journal_refuse();
    REVOKE ALL ON public.${name} FROM bongsu_app;
    ALTER TABLE public.${name} SET SCHEMA journal_detached;
    COMMIT`);
}
