import type { MigrationInterface, QueryRunner } from 'typeorm';

/** With which account a member of staff signs in, so that her rights can follow her where she is deployed. */
export class StaffAccount1700002005100 implements MigrationInterface {
  readonly name = 'StaffAccount1700002005100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE resources_staff ADD COLUMN account_id uuid CONSTRAINT resources_staff_account_once UNIQUE');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE resources_staff DROP COLUMN account_id');
  }
}
