import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Situation reports, which nobody may change once issued; their numbers; and boards kept so that a process starts quickly. */
export class Situation1700000600000 implements MigrationInterface {
  readonly name = 'Situation1700000600000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE situation_sitrep (
        id uuid PRIMARY KEY,
        incident_id uuid NOT NULL,
        number int NOT NULL CHECK (number > 0),
        as_of timestamptz(3) NOT NULL,
        issued_at timestamptz(3) NOT NULL,
        issued_by text NOT NULL,
        language text NOT NULL CHECK (language IN ('en', 'ko')),
        highlights text,
        document jsonb NOT NULL,
        digest bytea NOT NULL CHECK (length(digest) = 32),
        CONSTRAINT situation_sitrep_number_once UNIQUE (incident_id, number)
      );

      CREATE FUNCTION situation_sitrep_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'an issued situation report is never edited: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
      END $$;
      CREATE TRIGGER situation_sitrep_no_change BEFORE UPDATE OR DELETE ON situation_sitrep FOR EACH ROW EXECUTE FUNCTION situation_sitrep_refuse();
      CREATE TRIGGER situation_sitrep_no_truncate BEFORE TRUNCATE ON situation_sitrep EXECUTE FUNCTION situation_sitrep_refuse();

      -- The last number given in each incident; its row lock makes issuing one at a time, and a rollback gives the number back.
      CREATE TABLE situation_sitrep_number (
        incident_id uuid PRIMARY KEY,
        last int NOT NULL
      );

      -- A board that was made from the journal up to a position; thrown away when the reducer is another one.
      CREATE TABLE situation_checkpoint (
        class_key text PRIMARY KEY,
        position bigint NOT NULL,
        reducer_version text NOT NULL,
        state jsonb NOT NULL,
        taken_at timestamptz(3) NOT NULL
      );

      -- What was said in a report before it was linked to the incident that a situation report is about.
      CREATE INDEX journal_entry_report ON journal_entry (subject_id) WHERE subject_type = 'report';

      REVOKE ALL ON situation_sitrep, situation_sitrep_number, situation_checkpoint FROM bongsu_app;
      GRANT SELECT, INSERT ON situation_sitrep TO bongsu_app;
      GRANT SELECT, INSERT, UPDATE ON situation_sitrep_number, situation_checkpoint TO bongsu_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX journal_entry_report;
      DROP TABLE situation_checkpoint, situation_sitrep_number, situation_sitrep;
      DROP FUNCTION situation_sitrep_refuse();
    `);
  }
}
