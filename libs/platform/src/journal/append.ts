import { type Entry, type NewEntry, newId } from '@bongsu/kernel';
import type { Statement } from '../database/statement-batch';
import { statement } from '../database/statements';
import { ordinaryAudience, sealedAudience } from '../security/visibility';
import type { OpenTransaction } from '../database/transaction';

/** An entry with the place that the sequencer gave it. Positions never leave the server. */
export interface PositionedEntry extends Entry {
  readonly position: number;
}

const COLUMNS = 'id, kind, at, actor_kind, actor_id, subject_type, subject_id, incident_id, audience, correlation_id, body';

const INSERT_ONE = `INSERT INTO journal_entry (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`;

const INSERT_MANY = `
  INSERT INTO journal_entry (${COLUMNS})
  SELECT id, kind, $2, $3, $4, subject_type, subject_id, incident_id,
         ARRAY(SELECT jsonb_array_elements_text(audience)), $5, body
    FROM jsonb_to_recordset($1::jsonb)
      AS new(id uuid, kind text, subject_type text, subject_id text, incident_id uuid, audience jsonb, body jsonb)`;

/** What writes the entries of one unit of work, in the order they were appended. One entry is what nearly every unit has, and quicker by itself. */
export function entryStatements(tx: OpenTransaction): Statement[] {
  const [first, ...more] = tx.appended;
  if (first === undefined) return [];
  return [more.length === 0 ? insertOne(tx, first) : insertMany(tx)];
}

function insertOne({ now, actor }: OpenTransaction, { kind, subject, incidentId, audience, body }: NewEntry): Statement {
  const by = [now, actor.kind, actor.id];
  return statement(INSERT_ONE, [
    newId(),
    kind,
    ...by,
    subject.type,
    subject.id,
    incidentId,
    ordinaryAudience(audience),
    actor.correlationId,
    JSON.stringify(body),
  ]);
}

function insertMany({ appended, now, actor }: OpenTransaction): Statement {
  const rows = appended.map(({ kind, subject, incidentId, audience, body }) => ({
    id: newId(),
    kind,
    subject_type: subject.type,
    subject_id: subject.id,
    incident_id: incidentId,
    audience: ordinaryAudience(audience),
    body,
  }));
  return statement(INSERT_MANY, [JSON.stringify(rows), now, actor.kind, actor.id, actor.correlationId]);
}

/** A row of journal_entry as the driver gives it. */
export interface JournalRow {
  position: number | null;
  id: string;
  kind: string;
  at: Date;
  actor_kind: Entry['actor']['kind'];
  actor_id: string;
  subject_type: string;
  subject_id: string;
  incident_id: string | null;
  audience: string[];
  correlation_id: string;
  body: unknown;
}

/** The same, and the sealed incident to which it belongs now, if any. */
export interface SeenRow extends JournalRow {
  sealed_by: string | null;
}

export const JOURNAL_COLUMNS =
  'position, id, kind, at, actor_kind, actor_id, subject_type, journal_entry.subject_id, journal_entry.incident_id, audience, correlation_id, body';

/** Of {@link JOURNAL}: what makes a {@link SeenRow}. */
export const SEEN_COLUMNS = `${JOURNAL_COLUMNS}, sealed.incident_id AS sealed_by`;

/** The journal, and of each entry whether its incident or its subject (a report that was linked) is sealed now. */
export const JOURNAL = `journal_entry LEFT JOIN LATERAL (
  SELECT incident_id FROM platform_seal WHERE platform_seal.subject_id IN (journal_entry.incident_id::text, journal_entry.subject_id) LIMIT 1) AS sealed ON true`;

/** As it was written and sealed. */
export function entryOf(row: JournalRow): Entry {
  return {
    id: row.id,
    kind: row.kind,
    at: row.at.toISOString(),
    actor: { kind: row.actor_kind, id: row.actor_id },
    subject: { type: row.subject_type, id: row.subject_id },
    incidentId: row.incident_id,
    audience: row.audience,
    correlationId: row.correlation_id,
    body: row.body,
  };
}

/** As it is seen now: behind the seal of its incident, if that is sealed. */
export function seenOf(row: SeenRow): Entry {
  const entry = entryOf(row);
  return row.sealed_by === null ? entry : { ...entry, audience: sealedAudience(row.sealed_by, row.audience) };
}

export function positionedOf(row: SeenRow): PositionedEntry {
  return { ...seenOf(row), position: Number(row.position) };
}
