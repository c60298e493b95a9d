import { ReportFiled, ReportLinked, ReportShared } from '@bongsu/incidents/contract';
import type { ArchivedPart, Database, JournalArchives } from '@bongsu/platform';

const NAMING = [ReportFiled.kind, ReportLinked.kind, ReportShared.kind];

/**
 * The positions of an incident's own entries: those that name it, and what its reports said before they belonged to any incident. What names
 * another incident is never among them.
 */
export async function ownPositions(database: Database, incidentId: string): Promise<number[]> {
  const rows = await database.query<{ position: number }>(
    `SELECT position FROM journal_entry WHERE incident_id = $1 AND position IS NOT NULL
     UNION
     SELECT early.position FROM journal_entry AS early
      WHERE early.subject_type = 'report' AND early.incident_id IS NULL AND early.position IS NOT NULL
        AND early.subject_id IN (SELECT body->>'reportId' FROM journal_entry WHERE incident_id = $1 AND kind = ANY($2))
     ORDER BY position`,
    [incidentId, NAMING],
  );
  return rows.map(({ position }) => position);
}

/** The parts outside of the journal in which entries of the incident lie, or what its reports said before they belonged to it. */
export async function archivedOf(database: Database, archives: JournalArchives, incidentId: string): Promise<ArchivedPart[]> {
  const rows = await database.query<{ id: string }>(
    `SELECT DISTINCT body->>'reportId' AS id FROM journal_entry WHERE incident_id = $1 AND kind = ANY($2)`,
    [incidentId, NAMING],
  );
  return archives.of([incidentId, ...rows.map(({ id }) => id)]);
}
