import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A statement that reads no column asks the policy of UPDATE alone: it says the same as the one of SELECT from now on. */
export class ReportsChangedByWhoSeesThem1700003001000 implements MigrationInterface {
  readonly name = 'ReportsChangedByWhoSeesThem1700003001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER POLICY changed ON incidents_report USING (
        bongsu_sees(audience)
        OR coalesce(left(audience[1], 5), '') <> 'seal:'
           AND (filed_by = current_setting('bongsu.person', true)
                OR incident_id IS NOT NULL AND EXISTS (SELECT FROM incidents_incident WHERE incidents_incident.id = incident_id))
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER POLICY changed ON incidents_report USING (true);');
  }
}
