import type { MigrationInterface, QueryRunner } from 'typeorm';

const sees = (table: 'incident' | 'report', id: string): string =>
  `EXISTS (SELECT FROM incidents_${table} WHERE incidents_${table}.id = ${id})`;
const HOUSE = `current_setting('bongsu.reach', true) = 'house'`;
/** Neither its incident nor its report is sealed to these eyes. */
const SEAL = 'bongsu_sealed_by(incident_id, report_id::text)';
const UNSEALED = `(${SEAL} IS NULL OR ${SEAL} = ANY (bongsu_seals()))`;

/** Which rows go with an incident, a report, or both. */
const BELONGING: Readonly<Record<string, string>> = {
  incidents_task: sees('incident', 'incident_id'),
  incidents_alert_decision: sees('incident', 'incident_id'),
  incidents_open_obligation: sees('incident', 'incident_id'),
  incidents_duplicate_proposal: `${sees('incident', 'incident_id')} AND ${sees('report', 'report_id')}`,
  incidents_report_revision: sees('report', 'report_id'),
  incidents_decision_reason: `${HOUSE} OR ((${sees('incident', 'incident_id')} OR ${sees('report', 'report_id')}) AND ${UNSEALED})`,
  // What a feed said is public; that it became a report is seen with the report.
  incidents_feed_event: `report_id IS NULL OR ${sees('report', 'report_id')}`,
};

/**
 * Row policies: an incident or a report is seen by its audience, what belongs to one with it; a report also by whoever filed it, unless it is sealed.
 * The counter of codes, the state of feeds and documents that could not be read are of no incident and no report.
 */
export class IncidentsEyes1700002007100 implements MigrationInterface {
  readonly name = 'IncidentsEyes1700002007100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE incidents_incident ENABLE ROW LEVEL SECURITY;
      CREATE POLICY told ON incidents_incident FOR SELECT USING (bongsu_sees(audience));
      CREATE POLICY opened ON incidents_incident FOR INSERT WITH CHECK (true);
      CREATE POLICY changed ON incidents_incident FOR UPDATE USING (bongsu_sees(audience)) WITH CHECK (true);

      ALTER TABLE incidents_report ENABLE ROW LEVEL SECURITY;
      CREATE POLICY told ON incidents_report FOR SELECT USING (
        bongsu_sees(audience)
        OR coalesce(left(audience[1], 5), '') <> 'seal:'
           AND (filed_by = current_setting('bongsu.person', true) OR incident_id IS NOT NULL AND ${sees('incident', 'incident_id')})
      );
      CREATE POLICY filed ON incidents_report FOR INSERT WITH CHECK (true);
      CREATE POLICY changed ON incidents_report FOR UPDATE USING (true) WITH CHECK (true);
    `);
    for (const [table, seen] of Object.entries(BELONGING))
      await runner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY told ON ${table} USING (${seen}) WITH CHECK (true);
      `);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of Object.keys(BELONGING))
      await runner.query(`DROP POLICY told ON ${table}; ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY;`);
    await runner.query(`
      DROP POLICY told ON incidents_report; DROP POLICY filed ON incidents_report; DROP POLICY changed ON incidents_report;
      ALTER TABLE incidents_report DISABLE ROW LEVEL SECURITY;
      DROP POLICY told ON incidents_incident; DROP POLICY opened ON incidents_incident; DROP POLICY changed ON incidents_incident;
      ALTER TABLE incidents_incident DISABLE ROW LEVEL SECURITY;
    `);
  }
}
