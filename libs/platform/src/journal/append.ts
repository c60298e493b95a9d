import type { Entry, NewEntry } from '@bongsu/kernel';
import type { OpenTransaction } from '../database/transaction';

/** An entry with the place that the sequencer gave it. Positions never leave the server. */
export interface PositionedEntry extends Entry {
  readonly position: number;
}

const INSERT = `
  INSERT INTO journal_entry (id, kind, at, actor_kind, actor_id, subject_type, subject_id, incident_id, audience, correlation_id, body)
  SELECT id, kind, $2, $3, $4, subject_type, subject_id, incident_id,
         ARRAY(SELECT jsonb_array_elements_text(audience)), $5, body
    FROM jsonb_to_recordset($1::jsonb)
      AS new(id uuid, kind text, subject_type text, subject_id text, incident_id uuid, audience jsonb, body jsonb)`;

/** Writes the entries of one unit of work, in the order they were appended. */
export async function insertEntries(tx: OpenTransaction, entries: readonly (NewEntry & { id: string })[]): Promise<void> {
  const rows = entries.map((entry) => ({
    id: entry.id,
    kind: entry.kind,
    subject_type: entry.subject.type,
    subject_id: entry.subject.id,
    incident_id: entry.incidentId,
    audience: entry.audience,
    body: entry.body,
  }));
  await tx.query(INSERT, [JSON.stringify(rows), tx.now, tx.actor.kind, tx.actor.id, tx.actor.correlationId]);
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

export const JOURNAL_COLUMNS =
  'position, id, kind, at, actor_kind, actor_id, subject_type, subject_id, incident_id, audience, correlation_id, body';

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

export function positionedOf(row: JournalRow): PositionedEntry {
  return { ...entryOf(row), position: Number(row.position) };
}
