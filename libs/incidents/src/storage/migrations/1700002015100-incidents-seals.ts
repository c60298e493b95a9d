import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sealed incidents: why, when and by whom; reports that were filed sealed have a code of a series of their own and draw no number. */
export class IncidentsSeals1700002015100 implements MigrationInterface {
  readonly name = 'IncidentsSeals1700002015100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE incidents_incident
        ADD COLUMN seal_ground text CHECK (seal_ground IN ('abduction', 'minor', 'sexual-crime', 'defector', 'media-embargo')),
        ADD COLUMN sealed_at timestamptz(3),
        ADD COLUMN sealed_by text,
        ADD CONSTRAINT incidents_incident_sealed CHECK ((seal_ground IS NULL) = (coalesce(left(audience[1], 5), '') <> 'seal:')
                                                        AND (seal_ground IS NULL) = (sealed_at IS NULL) AND (seal_ground IS NULL) = (sealed_by IS NULL));
      ALTER TABLE incidents_report
        ADD COLUMN sealed_code text,
        ALTER COLUMN number DROP NOT NULL,
        ADD CONSTRAINT incidents_report_named CHECK ((number IS NULL) = (sealed_code IS NOT NULL));
      CREATE UNIQUE INDEX incidents_report_sealed_code ON incidents_report (sealed_code);
      CREATE INDEX incidents_report_seal ON incidents_report ((audience[1])) WHERE left(audience[1], 5) = 'seal:';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX incidents_report_seal;
      DROP INDEX incidents_report_sealed_code;
      ALTER TABLE incidents_report DROP CONSTRAINT incidents_report_named;
      UPDATE incidents_report SET number = nextval('incidents_report_number') WHERE number IS NULL;
      ALTER TABLE incidents_report ALTER COLUMN number SET NOT NULL, DROP COLUMN sealed_code;
      ALTER TABLE incidents_incident DROP CONSTRAINT incidents_incident_sealed, DROP COLUMN seal_ground, DROP COLUMN sealed_at, DROP COLUMN sealed_by;
    `);
  }
}
