import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Row policies: a situation report is seen by whoever sees its incident, an export only while its incident is not sealed to these eyes. Kept boards
 * are what others see: they are for the house, which hands out the right one.
 */
export class SituationEyes1700002016300 implements MigrationInterface {
  readonly name = 'SituationEyes1700002016300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE situation_sitrep ENABLE ROW LEVEL SECURITY;
      CREATE POLICY told ON situation_sitrep
        USING (EXISTS (SELECT FROM incidents_incident WHERE incidents_incident.id = incident_id)) WITH CHECK (true);
      ALTER TABLE situation_sitrep_end ENABLE ROW LEVEL SECURITY;
      CREATE POLICY told ON situation_sitrep_end
        USING (EXISTS (SELECT FROM situation_sitrep WHERE situation_sitrep.id = sitrep_id)) WITH CHECK (true);
      ALTER TABLE situation_sitrep_number ENABLE ROW LEVEL SECURITY;
      CREATE POLICY told ON situation_sitrep_number
        USING (EXISTS (SELECT FROM incidents_incident WHERE incidents_incident.id = incident_id)) WITH CHECK (true);

      -- Whose export it is the use cases ask; confirming one and auditing its copies is for others than its owner.
      ALTER TABLE situation_export ENABLE ROW LEVEL SECURITY;
      CREATE POLICY unsealed ON situation_export
        USING (incident_id IS NULL AND current_setting('bongsu.reach', true) <> 'none' OR bongsu_concerned(ARRAY['*'], incident_id)) WITH CHECK (true);
      ALTER TABLE situation_export_copy ENABLE ROW LEVEL SECURITY;
      CREATE POLICY unsealed ON situation_export_copy
        USING (EXISTS (SELECT FROM situation_export WHERE situation_export.id = export_id)) WITH CHECK (true);

      ALTER TABLE situation_checkpoint ENABLE ROW LEVEL SECURITY;
      CREATE POLICY house ON situation_checkpoint USING (current_setting('bongsu.reach', true) = 'house') WITH CHECK (true);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    const told = ['situation_sitrep_end', 'situation_sitrep_number', 'situation_sitrep'];
    for (const table of told) await runner.query(`DROP POLICY told ON ${table}`);
    await runner.query(`
      DROP POLICY unsealed ON situation_export_copy;
      DROP POLICY unsealed ON situation_export;
      DROP POLICY house ON situation_checkpoint;
    `);
    for (const table of [...told, 'situation_export_copy', 'situation_export', 'situation_checkpoint'])
      await runner.query(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
  }
}
