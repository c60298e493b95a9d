import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A promise knows its incident, so that what a sealed one owes shows in no figure from the moment it is sealed. Who is owed what is for the
 * house alone to read: the figures that people get are counted by the house, after the seals. The record of readings keeps a seal as well.
 */
export class SealedPromises1700002016000 implements MigrationInterface {
  readonly name = 'SealedPromises1700002016000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE platform_promised_job ADD COLUMN incident_id uuid;
      -- Promises from before: what is still owed.
      UPDATE platform_promised_job AS promised SET incident_id = entry.incident_id
        FROM journal_entry AS entry WHERE entry.position = promised.position AND promised.kept_at IS NULL;

      ALTER TABLE platform_promised_job ENABLE ROW LEVEL SECURITY;
      CREATE POLICY house ON platform_promised_job USING (current_setting('bongsu.reach', true) = 'house') WITH CHECK (true);

      -- Who read what: of a sealed incident, and of its reports, not even that it was read.
      ALTER TABLE platform_access_record ENABLE ROW LEVEL SECURITY;
      CREATE POLICY written ON platform_access_record FOR INSERT WITH CHECK (true);
      CREATE POLICY unsealed ON platform_access_record FOR SELECT USING (
        current_setting('bongsu.reach', true) = 'house'
        OR current_setting('bongsu.reach', true) <> 'none' AND (bongsu_sealed_by(incident_id, subject_id) IS NULL OR bongsu_sealed_by(incident_id, subject_id) = ANY (bongsu_seals())));
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP POLICY unsealed ON platform_access_record;
      DROP POLICY written ON platform_access_record;
      ALTER TABLE platform_access_record DISABLE ROW LEVEL SECURITY;
      DROP POLICY house ON platform_promised_job;
      ALTER TABLE platform_promised_job DISABLE ROW LEVEL SECURITY, DROP COLUMN incident_id;
    `);
  }
}
