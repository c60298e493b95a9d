import type { Databases } from './databases';

/** Free text is encrypted; here nobody reads it, and it has only the form and about the length. */
const UNREAD = ['bs1', 'A'.repeat(22), 'A'.repeat(16), 'A'.repeat(22), 'A'.repeat(90)].join('.');

/** Reports as they would stand after as many filings, and one entry each; the ids lie in the order of time, as the product's do. */
const REPORTS = (count: number): string => `
  INSERT INTO incidents_report (id, state, summary, details, category, urgency, evidence_grade, channel, lat, lng, place_precision, mission_id,
    country_iso2, basis, estimate, candidates, zone, occurred_at, entered_at, updated_at, filed_by, audience, version)
  SELECT ('01860000-' || lpad(to_hex(n / 65536), 4, '0') || '-7' || lpad(to_hex(n % 4096), 3, '0') || '-8000-' || lpad(to_hex(n), 12, '0'))::uuid, 'unlinked',
         '${UNREAD}', '${UNREAD}', 'earthquake', 'U3', 'C', 'phone',
         37 + (n % 1000) / 500.0, 36 + (n % 777) / 400.0, 'city', 'KR-EMB-TR', 'TR', 'resident', false, '[]', 'UTC', at, at, at, 'bench', ARRAY['KR-EMB-TR'], 1
    FROM (SELECT n, timestamptz '2023-02-06 01:17:34Z' + n * interval '2 seconds' AS at FROM generate_series(1, ${count}) AS n) AS moments`;

const ENTRIES = `
  INSERT INTO journal_entry (id, kind, at, actor_kind, actor_id, subject_type, subject_id, audience, correlation_id, body)
  SELECT id, 'incidents.report-filed', entered_at, 'person', filed_by, 'report', id::text, audience, id::text,
         jsonb_build_object('reportId', id, 'code', 'R-2023-' || number, 'category', category, 'urgency', urgency, 'evidenceGrade', evidence_grade,
           'channel', channel, 'missionId', mission_id, 'countryIso2', country_iso2, 'basis', basis, 'estimate', estimate, 'lat', lat, 'lng', lng,
           'occurredAt', to_char(occurred_at, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'reportedAt', NULL, 'nationals', NULL, 'correctsReportId', NULL,
           'incidentId', NULL, 'feed', NULL)
    FROM incidents_report ORDER BY number`;

/** Puts so many reports and their entries into a fresh world, not yet numbered. */
export async function fillJournal(databases: Databases, url: string, entries: number): Promise<void> {
  await databases.run(url, REPORTS(entries), ENTRIES);
}
