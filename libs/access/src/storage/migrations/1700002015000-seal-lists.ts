import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What belongs to this incident, or to this subject, is hidden from these eyes by a seal. */
const hidden = (incident: string, subject: string): string => `
  current_setting('bongsu.reach', true) <> 'house' AND bongsu_sealed_by(${incident}, ${subject}) IS NOT NULL
    AND bongsu_sealed_by(${incident}, ${subject}) <> ALL (bongsu_seals())`;

/** Who sees a sealed incident; what waits for a second person or was opened by break-glass about one is hidden with it. */
export class SealLists1700002015000 implements MigrationInterface {
  readonly name = 'SealLists1700002015000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE access_sealed_incident (
        incident_id uuid PRIMARY KEY,
        code text NOT NULL,
        since timestamptz(3) NOT NULL,
        ended_at timestamptz(3)
      );
      CREATE UNIQUE INDEX access_sealed_incident_code ON access_sealed_incident (code);
      CREATE TABLE access_seal_name (
        id uuid PRIMARY KEY,
        incident_id uuid NOT NULL REFERENCES access_sealed_incident (incident_id),
        account_id uuid NOT NULL,
        why text NOT NULL CHECK (why IN ('sealer', 'named', 'break-glass')),
        since timestamptz(3) NOT NULL,
        until_at timestamptz(3),
        added_by text NOT NULL,
        removed_at timestamptz(3),
        removed_by text
      );
      CREATE INDEX access_seal_name_account ON access_seal_name (account_id);
      CREATE INDEX access_seal_name_incident ON access_seal_name (incident_id);
      REVOKE ALL ON access_sealed_incident, access_seal_name FROM bongsu_app;
      GRANT SELECT, INSERT, UPDATE ON access_sealed_incident, access_seal_name TO bongsu_app;
    `);
    for (const table of ['access_sealed_incident', 'access_seal_name']) {
      const onList = `current_setting('bongsu.reach', true) = 'house' OR incident_id = ANY (bongsu_seals())`;
      await runner.query(`
        ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY listed ON ${table} USING (${onList}) WITH CHECK (true);
      `);
    }
    await runner.query(`
      ALTER TABLE access_proposal ENABLE ROW LEVEL SECURITY;
      CREATE POLICY unsealed ON access_proposal USING (NOT (${hidden('incident_id', 'subject_id')})) WITH CHECK (true);
      ALTER TABLE access_break_glass ENABLE ROW LEVEL SECURITY;
      CREATE POLICY unsealed ON access_break_glass USING (NOT (${hidden('NULL', 'subject_id')})) WITH CHECK (true);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP POLICY unsealed ON access_break_glass;
      ALTER TABLE access_break_glass DISABLE ROW LEVEL SECURITY;
      DROP POLICY unsealed ON access_proposal;
      ALTER TABLE access_proposal DISABLE ROW LEVEL SECURITY;
      DROP TABLE access_seal_name, access_sealed_incident;
    `);
  }
}
