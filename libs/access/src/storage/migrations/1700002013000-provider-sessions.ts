import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a session begun at the ministry's provider must remember: which session there it belongs to, so that it ends with it, and when its person proved who she is. */
export class ProviderSessions1700002013000 implements MigrationInterface {
  readonly name = 'ProviderSessions1700002013000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE access_session ADD COLUMN proved_at timestamptz(3), ADD COLUMN provider_sid_hash bytea;
      UPDATE access_session SET proved_at = created_at WHERE method <> 'provider';
      CREATE INDEX access_session_provider_sid ON access_session (provider_sid_hash);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE access_session DROP COLUMN proved_at, DROP COLUMN provider_sid_hash');
  }
}
