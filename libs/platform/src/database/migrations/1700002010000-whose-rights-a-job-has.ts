import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A promise knows who caused it, and over which mission she must still hold the right (docs/adr/0014). */
export class WhoseRightsAJobHas1700002010000 implements MigrationInterface {
  readonly name = 'WhoseRightsAJobHas1700002010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Null for what the time of day owes, and for promises of before: those that act for somebody are then refused and say so.
      ALTER TABLE platform_promised_job ADD COLUMN originator_kind text, ADD COLUMN originator_id text, ADD COLUMN over_mission text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(
      'ALTER TABLE platform_promised_job DROP COLUMN over_mission, DROP COLUMN originator_id, DROP COLUMN originator_kind',
    );
  }
}
