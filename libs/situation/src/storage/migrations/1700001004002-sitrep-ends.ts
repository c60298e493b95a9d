import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What ended a situation report, beside the report, which never changes. Neither is this ever changed: both ends are final. */
export class SitrepEnds1700001004002 implements MigrationInterface {
  readonly name = 'SitrepEnds1700001004002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE situation_sitrep_end (
        sitrep_id uuid PRIMARY KEY REFERENCES situation_sitrep (id),
        state text NOT NULL CHECK (state IN ('superseded', 'withdrawn')),
        reason text NOT NULL,
        superseded_by int CHECK ((state = 'superseded') = (superseded_by IS NOT NULL)),
        ended_at timestamptz(3) NOT NULL,
        ended_by text NOT NULL
      );
      CREATE TRIGGER situation_sitrep_end_no_change BEFORE UPDATE OR DELETE ON situation_sitrep_end FOR EACH ROW EXECUTE FUNCTION situation_sitrep_refuse();
      CREATE TRIGGER situation_sitrep_end_no_truncate BEFORE TRUNCATE ON situation_sitrep_end EXECUTE FUNCTION situation_sitrep_refuse();
      REVOKE ALL ON situation_sitrep_end FROM bongsu_app;
      GRANT SELECT, INSERT ON situation_sitrep_end TO bongsu_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE situation_sitrep_end');
  }
}
