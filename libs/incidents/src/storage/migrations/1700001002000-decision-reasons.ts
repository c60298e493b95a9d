import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reasons leave the journal for rows; the review of an alert level is said once; caveats of a report are codes as well. */
export class DecisionReasons1700001002000 implements MigrationInterface {
  readonly name = 'DecisionReasons1700001002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE incidents_decision_reason (
        id uuid PRIMARY KEY,
        act text NOT NULL,
        incident_id uuid REFERENCES incidents_incident (id),
        report_id uuid REFERENCES incidents_report (id),
        reason text NOT NULL,
        decided_by text NOT NULL,
        decided_at timestamptz(3) NOT NULL,
        CHECK (incident_id IS NOT NULL OR report_id IS NOT NULL)
      );
      CREATE INDEX incidents_decision_reason_incident ON incidents_decision_reason (incident_id, id) WHERE incident_id IS NOT NULL;
      CREATE INDEX incidents_decision_reason_report ON incidents_decision_reason (report_id, id) WHERE report_id IS NOT NULL;
      -- What was decided and why stays as it was said.
      REVOKE UPDATE, DELETE ON incidents_decision_reason FROM bongsu_app;

      ALTER TABLE incidents_incident ADD COLUMN alert_review_due_said_at timestamptz(3);
      ALTER TABLE incidents_report ADD COLUMN caveat_codes text[] NOT NULL DEFAULT '{}';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE incidents_report DROP COLUMN caveat_codes;
      ALTER TABLE incidents_incident DROP COLUMN alert_review_due_said_at;
      DROP TABLE incidents_decision_reason;
    `);
  }
}
