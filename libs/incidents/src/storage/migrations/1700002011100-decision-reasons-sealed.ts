import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Why somebody decided something is encrypted from now on. What lies in clear may be encrypted (`bongsu personal-data seal`), and nothing else changes. */
export class DecisionReasonsSealed1700002011100 implements MigrationInterface {
  readonly name = 'DecisionReasonsSealed1700002011100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE incidents_decision_reason
        ADD CONSTRAINT incidents_decision_reason_reason_sealed CHECK (platform_is_sealed(reason)) NOT VALID;
      CREATE TRIGGER incidents_decision_reason_stays BEFORE UPDATE ON incidents_decision_reason
        FOR EACH ROW WHEN (platform_is_sealed(OLD.reason)) EXECUTE FUNCTION platform_refuse();
      GRANT UPDATE (reason) ON incidents_decision_reason TO bongsu_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      REVOKE UPDATE (reason) ON incidents_decision_reason FROM bongsu_app;
      DROP TRIGGER incidents_decision_reason_stays ON incidents_decision_reason;
      ALTER TABLE incidents_decision_reason DROP CONSTRAINT incidents_decision_reason_reason_sealed;
    `);
  }
}
