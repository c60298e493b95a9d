import { Injectable } from '@nestjs/common';
import type { Entry } from '@bongsu/kernel';
import { ReportFiled, ReportLinked, ReportRevised, ReportShared } from '@bongsu/incidents/contract';
import type { Tx, Visibility } from '@bongsu/platform';

interface Row {
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
  serial: string;
}

const COLUMNS =
  'id, kind, at, actor_kind, actor_id, subject_type, subject_id, incident_id, audience, correlation_id, body, serial::text AS serial';
const VISIBLE = '($2::text[] IS NULL OR audience && $2::text[])';
/** In which entries an incident names a report, and in which a report says what it says. */
const NAMING: readonly string[] = [ReportFiled.kind, ReportLinked.kind, ReportShared.kind];
const TELLING: readonly string[] = [ReportFiled.kind, ReportRevised.kind, ReportShared.kind];

/** An incident's whole story in the journal. */
@Injectable()
export class IncidentJournal {
  /**
   * What happened in an incident, in the order of writing, as far as this visibility includes it, and what its reports said before
   * they were linked to it. Committed entries count at once, numbered or not: the report is about what happened until now.
   */
  async of(tx: Tx, incidentId: string, visibility: Visibility): Promise<Entry[]> {
    const audience = visibility === '*' ? null : ['*', ...visibility];
    const own = await tx.query<Row>(`SELECT ${COLUMNS} FROM journal_entry WHERE incident_id = $1 AND ${VISIBLE}`, [incidentId, audience]);
    const reportIds = [
      ...new Set(own.filter((row) => NAMING.includes(row.kind)).map((row) => (row.body as { reportId: string }).reportId)),
    ];
    const before =
      reportIds.length === 0
        ? []
        : await tx.query<Row>(
            `SELECT ${COLUMNS} FROM journal_entry WHERE subject_type = 'report' AND subject_id = ANY($1) AND kind = ANY($3) AND incident_id IS DISTINCT FROM $4 AND ${VISIBLE}`,
            [reportIds, audience, TELLING, incidentId],
          );
    return [...own, ...before].sort((a, b) => Number(a.serial) - Number(b.serial)).map(entryOf);
  }
}

function entryOf(row: Row): Entry {
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
