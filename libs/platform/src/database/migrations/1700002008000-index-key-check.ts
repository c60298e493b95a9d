import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An HMAC by which a process knows, before it serves anybody, that its index key is the one that this database was used with. */
export class IndexKeyCheck1700002008000 implements MigrationInterface {
  readonly name = 'IndexKeyCheck1700002008000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Empty until the first process has started with its keys.
      ALTER TABLE platform_installation ADD COLUMN index_key_check bytea CHECK (octet_length(index_key_check) = 32);
      GRANT UPDATE (index_key_check) ON platform_installation TO bongsu_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE platform_installation DROP COLUMN index_key_check');
  }
}
