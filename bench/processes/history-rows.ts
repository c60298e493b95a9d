/** These are still open; a board holds them, and the last of those that were closed. */
const OPEN = 300;
/** Entries more about the newest incident, so that its timeline has more than one page. */
export const MORE_ENTRIES = 100;

/** A UUID v7 of the past: in the order of its number, and before all that is made now. */
const ID = (number: string, kind: 'incident' | 'report' | 'entry'): string => {
  const time = `lpad(to_hex(x'018600000000'::bigint + ${number}), 12, '0')`;
  const last = { incident: '8000', report: '9000', entry: 'a000' }[kind];
  return `(left(${time}, 8) || '-' || right(${time}, 4) || '-7000-${last}-000000000000')::uuid`;
};

/** A minute apart, the last one a minute ago: nothing is old enough yet to be erased. */
const AT = (incidents: number): string => `date_trunc('second', now()) - (${incidents} - n) * interval '1 minute' - interval '1 minute'`;

export const INCIDENTS = (incidents: number): string => `
  INSERT INTO incidents_incident (id, code, title, category, urgency, state, alert_level, mission_id, country_iso2, lat, lng, zone, occurred_at,
    opened_at, updated_at, acknowledged_at, closed_at, audience, version)
  SELECT ${ID('n', 'incident')}, 'TUR-2026-' || lpad(n::text, 7, '0'), 'Measured incident ' || n, 'earthquake', 'U' || 1 + n % 4,
         CASE WHEN n > ${incidents - OPEN} THEN 'assessing' ELSE 'closed' END, 'none', 'KR-EMB-TR', 'TR',
         37 + (n % 1000) / 500.0, 36 + (n % 777) / 400.0, 'UTC', at, at, at, at, CASE WHEN n > ${incidents - OPEN} THEN NULL ELSE at END, ARRAY['KR-EMB-TR'], 4
    FROM (SELECT n, ${AT(incidents)} AS at FROM generate_series(1, ${incidents}) AS n) AS moments`;

/** `$1` numbers, `$2` summaries, `$3` details, both encrypted; ids as {@link REPORT_IDS} gives them. */
export const REPORTS = (incidents: number): string => `
  INSERT INTO incidents_report (id, number, state, summary, details, category, urgency, evidence_grade, channel, lat, lng, place_precision, mission_id,
    country_iso2, basis, estimate, candidates, zone, occurred_at, entered_at, updated_at, incident_id, filed_by, audience, version)
  SELECT ${ID('n', 'report')}, n, 'linked', summary, details, 'earthquake', 'U' || 1 + n % 4, 'C', 'phone',
         37 + (n % 1000) / 500.0, 36 + (n % 777) / 400.0, 'city', 'KR-EMB-TR', 'TR', 'resident', false, '[]', 'UTC', at, at, at,
         ${ID('n', 'incident')}, 'bench', ARRAY['KR-EMB-TR'], 2
    FROM (SELECT n, summary, details, ${AT(incidents)} AS at FROM unnest($1::int[], $2::text[], $3::text[]) AS said (n, summary, details)) AS moments`;
export const REPORT_IDS = `SELECT ${ID('n', 'report')}::text AS id FROM unnest($1::int[]) AS n ORDER BY n`;

const INSTANT = `to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const PLACE = `'missionId', 'KR-EMB-TR', 'countryIso2', 'TR', 'lat', 37 + (n % 1000) / 500.0, 'lng', 36 + (n % 777) / 400.0`;

/** Five for each incident, as the product writes them; none numbered yet. */
export const ENTRIES = (incidents: number): string => `
  INSERT INTO journal_entry (id, kind, at, actor_kind, actor_id, subject_type, subject_id, incident_id, audience, correlation_id, body)
  SELECT ${ID(`(n * 8 + step)`, 'entry')}, kind, at, 'person', 'bench', CASE WHEN kind LIKE '%report%' THEN 'report' ELSE 'incident' END,
         CASE WHEN kind LIKE '%report%' THEN report ELSE incident END, CASE WHEN step <> 2 THEN incident::uuid END, ARRAY['KR-EMB-TR'], 'bench-' || n, body
    FROM (SELECT n, ${AT(incidents)} AS at, ${ID('n', 'incident')}::text AS incident, ${ID('n', 'report')}::text AS report
            FROM generate_series(1, ${incidents}) AS n) AS moments
         CROSS JOIN LATERAL (VALUES
           (1, 'incidents.incident-opened', jsonb_build_object('incidentId', incident, 'code', 'TUR-2026-' || lpad(n::text, 7, '0'),
                 'title', 'Measured incident ' || n, 'category', 'earthquake', 'urgency', 'U' || 1 + n % 4, ${PLACE}, 'zone', 'UTC',
                 'occurredAt', ${INSTANT}, 'ackDueAt', NULL)),
           (2, 'incidents.report-filed', jsonb_build_object('reportId', report, 'code', 'R-2026-' || lpad(n::text, 6, '0'), 'category', 'earthquake', 'urgency', 'U' || 1 + n % 4,
                 'evidenceGrade', 'C', 'channel', 'phone', ${PLACE}, 'basis', 'resident', 'estimate', false, 'occurredAt', ${INSTANT}, 'reportedAt', NULL,
                 'nationals', NULL, 'correctsReportId', NULL, 'incidentId', NULL, 'feed', NULL)),
           (3, 'incidents.report-linked', jsonb_build_object('reportId', report, 'incidentId', incident)),
           (4, 'incidents.incident-acknowledged', jsonb_build_object('incidentId', incident, 'missionId', 'KR-EMB-TR')),
           (5, 'incidents.incident-moved', CASE WHEN n > ${incidents - OPEN}
                 THEN jsonb_build_object('incidentId', incident, 'act', 'assess', 'from', 'signal', 'to', 'assessing', 'decisionId', NULL)
                 ELSE jsonb_build_object('incidentId', incident, 'act', 'close', 'from', 'stabilising', 'to', 'closed', 'decisionId', NULL) END)
         ) AS written (step, kind, body)
   ORDER BY n, step`;

export const MORE_OF_THE_NEWEST = (incidents: number): string => `
  INSERT INTO journal_entry (id, kind, at, actor_kind, actor_id, subject_type, subject_id, incident_id, audience, correlation_id, body)
  SELECT ${ID(`(${incidents} * 8 + 5 + each)`, 'entry')}, 'incidents.urgency-changed', now(), 'person', 'bench', 'incident', incident, incident::uuid,
         ARRAY['KR-EMB-TR'], 'bench', jsonb_build_object('incidentId', incident, 'from', 'U3', 'to', 'U2', 'decisionId', NULL)
    FROM (SELECT each, ${ID(String(incidents), 'incident')}::text AS incident FROM generate_series(1, ${MORE_ENTRIES}) AS each) AS newest`;

/** Numbers go on after those that were given, and the queues have nothing left to do of the past. */
export const GO_ON = `
  WITH told AS (
    INSERT INTO platform_follower_cursor (follower, position) SELECT 'queues', max(position) FROM journal_entry
        ON CONFLICT (follower) DO UPDATE SET position = excluded.position RETURNING 1)
  SELECT setval('incidents_report_number', (SELECT max(number) FROM incidents_report)) FROM told`;
