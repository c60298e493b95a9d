import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Exports, their files for as long as they may be taken, and every copy that left the house. */
export class Exports1700002012000 implements MigrationInterface {
  readonly name = 'Exports1700002012000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SEQUENCE situation_export_number;
      CREATE TABLE situation_export (
        id uuid PRIMARY KEY,
        reference text NOT NULL UNIQUE,
        kind text NOT NULL CHECK (kind IN ('reports', 'staff')),
        content text NOT NULL CHECK (content IN ('plain', 'personal')),
        incident_id uuid,
        mission_ids text[],
        from_at timestamptz(3),
        to_at timestamptz(3),
        language text NOT NULL,
        reason text NOT NULL,
        legal_basis text NOT NULL,
        case_reference text,
        stage text NOT NULL CHECK (stage IN ('waiting', 'preparing', 'ready', 'failed', 'gone')),
        mission_id text,
        ordered_by uuid NOT NULL,
        ordered_at timestamptz(3) NOT NULL,
        address text NOT NULL,
        device text NOT NULL,
        proposal_id uuid,
        agreed_by uuid,
        done int NOT NULL,
        total int,
        failure text,
        ready_at timestamptz(3),
        available_until timestamptz(3),
        copies int NOT NULL,
        sheet text CONSTRAINT situation_export_sheet_sealed CHECK (platform_is_sealed(sheet)),
        -- What holds personal data was agreed to by another person, or there is no file.
        CONSTRAINT situation_export_two_persons
          CHECK (content = 'plain' OR stage = 'waiting' OR (agreed_by IS NOT NULL AND agreed_by <> ordered_by))
      );
      CREATE INDEX situation_export_by ON situation_export (ordered_by, id);
      CREATE TABLE situation_export_copy (
        mark text PRIMARY KEY,
        export_id uuid NOT NULL REFERENCES situation_export (id),
        taken_by uuid NOT NULL,
        taken_at timestamptz(3) NOT NULL,
        address text NOT NULL,
        device text NOT NULL
      );
      CREATE INDEX situation_export_copy_of ON situation_export_copy (export_id);
      REVOKE ALL ON situation_export, situation_export_copy FROM bongsu_app;
      GRANT SELECT, INSERT, UPDATE ON situation_export TO bongsu_app;
      GRANT SELECT, INSERT ON situation_export_copy TO bongsu_app;
      GRANT USAGE ON SEQUENCE situation_export_number TO bongsu_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE situation_export_copy, situation_export; DROP SEQUENCE situation_export_number');
  }
}
