import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A board is kept for every class of accounts, and forgotten when no account belongs to it any more. */
export class KeptBoards1700001004001 implements MigrationInterface {
  name = 'KeptBoards1700001004001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('GRANT DELETE ON situation_checkpoint TO bongsu_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('REVOKE DELETE ON situation_checkpoint FROM bongsu_app');
  }
}
