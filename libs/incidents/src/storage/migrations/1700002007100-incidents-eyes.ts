import type { MigrationInterface, QueryRunner } from 'typeorm';

const BY_INCIDENT = ['incidents_task', 'incidents_alert_decision', 'incidents_open_obligation', 'incidents_duplicate_proposal'];

/** Row policies: an incident or a report is seen by its audience, what belongs to one with it; a report also by whoever filed it. */
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
        OR filed_by = current_setting('bongsu.person', true) AND coalesce(left(audience[1], 5), '') <> 'seal:'
        OR incident_id IS NOT NULL AND EXISTS (SELECT FROM incidents_incident WHERE incidents_incident.id = incident_id)
      );
      CREATE POLICY filed ON incidents_report FOR INSERT WITH CHECK (true);
      CREATE POLICY changed ON incidents_report FOR UPDATE USING (true) WITH CHECK (true);
    `);
    for (const table of BY_INCIDENT)
      await runner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY told ON ${table} USING (EXISTS (SELECT FROM incidents_incident WHERE incidents_incident.id = incident_id)) WITH CHECK (true);
      `);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of BY_INCIDENT) await runner.query(`DROP POLICY told ON ${table}; ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY;`);
    await runner.query(`
      DROP POLICY told ON incidents_report; DROP POLICY filed ON incidents_report; DROP POLICY changed ON incidents_report;
      ALTER TABLE incidents_report DISABLE ROW LEVEL SECURITY;
      DROP POLICY told ON incidents_incident; DROP POLICY opened ON incidents_incident; DROP POLICY changed ON incidents_incident;
      ALTER TABLE incidents_incident DISABLE ROW LEVEL SECURITY;
    `);
  }
}
