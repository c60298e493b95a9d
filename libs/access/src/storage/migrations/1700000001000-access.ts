import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Accounts and sessions. */
export class Access1700000001000 implements MigrationInterface {
  readonly name = 'Access1700000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE access_account (
        id uuid PRIMARY KEY,
        email text NOT NULL UNIQUE,
        display_name text NOT NULL,
        password_hash text NOT NULL,
        grants jsonb NOT NULL,
        disabled_at timestamptz(3),
        created_at timestamptz(3) NOT NULL
      );
      CREATE TABLE access_session (
        token_hash bytea PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES access_account ON DELETE CASCADE,
        created_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3)
      );
      CREATE INDEX access_session_account ON access_session (account_id);
      GRANT SELECT, INSERT, UPDATE, DELETE ON access_account, access_session TO bongsu_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE access_session, access_account');
  }
}
