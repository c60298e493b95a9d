import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people write with the steps of a movement is kept, encrypted, beside it; the movement says how many notes there are. */
export class DispatchMovementNotes1700002014000 implements MigrationInterface {
  readonly name = 'DispatchMovementNotes1700002014000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE dispatch_movement_note (
        id uuid PRIMARY KEY,
        movement_id uuid NOT NULL,
        request_id uuid NOT NULL REFERENCES dispatch_request (id),
        incident_id uuid NOT NULL,
        act text NOT NULL,
        note_text text NOT NULL CONSTRAINT dispatch_movement_note_sealed CHECK (platform_is_sealed(note_text)),
        written_by text NOT NULL,
        written_at timestamptz(3) NOT NULL
      );
      CREATE INDEX dispatch_movement_note_movement ON dispatch_movement_note (movement_id, id);
      CREATE INDEX dispatch_movement_note_request ON dispatch_movement_note (request_id);
      -- What was written stays as it was written.
      GRANT SELECT, INSERT ON dispatch_movement_note TO bongsu_app;
      REVOKE UPDATE, DELETE ON dispatch_movement_note FROM bongsu_app;

      ALTER TABLE dispatch_deployment ADD COLUMN note_count int NOT NULL DEFAULT 0;
      ALTER TABLE dispatch_shipment ADD COLUMN note_count int NOT NULL DEFAULT 0;
      ALTER TABLE dispatch_deployment ALTER COLUMN note_count DROP DEFAULT;
      ALTER TABLE dispatch_shipment ALTER COLUMN note_count DROP DEFAULT;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE dispatch_shipment DROP COLUMN note_count;
      ALTER TABLE dispatch_deployment DROP COLUMN note_count;
      DROP TABLE dispatch_movement_note;
    `);
  }
}
