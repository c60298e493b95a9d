import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Sign-in of local accounts: one-time passwords, second factors, sessions that can be listed and whose token rotates, waits after wrong
 * tries, accounts of services.
 */
export class SignIn1700002001000 implements MigrationInterface {
  readonly name = 'SignIn1700002001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE access_account
        ADD COLUMN version int NOT NULL DEFAULT 1,
        ADD COLUMN must_change_password boolean NOT NULL DEFAULT false,
        ADD COLUMN password_set_at timestamptz(3),
        ADD COLUMN password_expires_at timestamptz(3);

      DELETE FROM access_session;
      ALTER TABLE access_session
        DROP CONSTRAINT access_session_pkey,
        ADD COLUMN id uuid PRIMARY KEY,
        ADD COLUMN method text NOT NULL,
        ADD COLUMN device text NOT NULL,
        ADD COLUMN address text NOT NULL,
        ADD COLUMN last_used_at timestamptz(3) NOT NULL,
        ADD COLUMN rotated_at timestamptz(3) NOT NULL,
        ADD COLUMN previous_hash bytea,
        ADD COLUMN previous_until timestamptz(3),
        ADD CONSTRAINT access_session_token UNIQUE (token_hash);
      CREATE INDEX access_session_previous ON access_session (previous_hash) WHERE previous_hash IS NOT NULL;

      CREATE TABLE access_totp (
        account_id uuid PRIMARY KEY REFERENCES access_account ON DELETE CASCADE,
        secret text NOT NULL,
        created_at timestamptz(3) NOT NULL,
        confirmed_at timestamptz(3),
        last_step bigint
      );
      CREATE TABLE access_recovery_code (
        account_id uuid NOT NULL REFERENCES access_account ON DELETE CASCADE,
        code_hash bytea NOT NULL,
        used_at timestamptz(3),
        PRIMARY KEY (account_id, code_hash)
      );
      CREATE TABLE access_second_step (
        token_hash bytea PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES access_account ON DELETE CASCADE,
        expires_at timestamptz(3) NOT NULL,
        tries int NOT NULL,
        ended_at timestamptz(3)
      );
      CREATE TABLE access_throttle (
        key varchar(255) PRIMARY KEY,
        points int NOT NULL,
        expire bigint
      );

      CREATE TABLE access_service_account (
        id uuid PRIMARY KEY,
        name text NOT NULL,
        grants jsonb NOT NULL,
        permissions text[],
        created_by text NOT NULL,
        created_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3)
      );
      CREATE TABLE access_service_token (
        id uuid PRIMARY KEY,
        service_account_id uuid NOT NULL REFERENCES access_service_account ON DELETE CASCADE,
        token_hash bytea NOT NULL UNIQUE,
        created_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        last_used_at timestamptz(3),
        revoked_at timestamptz(3)
      );
      CREATE INDEX access_service_token_account ON access_service_token (service_account_id);

      GRANT SELECT, INSERT, UPDATE, DELETE ON access_totp, access_recovery_code, access_second_step, access_throttle,
        access_service_account, access_service_token TO bongsu_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE access_service_token, access_service_account, access_throttle, access_second_step, access_recovery_code, access_totp;
      DELETE FROM access_session;
      ALTER TABLE access_session
        DROP CONSTRAINT access_session_token,
        DROP COLUMN previous_until, DROP COLUMN previous_hash, DROP COLUMN rotated_at, DROP COLUMN last_used_at,
        DROP COLUMN address, DROP COLUMN device, DROP COLUMN method, DROP COLUMN id,
        ADD PRIMARY KEY (token_hash);
      ALTER TABLE access_account
        DROP COLUMN password_expires_at, DROP COLUMN password_set_at, DROP COLUMN must_change_password, DROP COLUMN version;
    `);
  }
}
