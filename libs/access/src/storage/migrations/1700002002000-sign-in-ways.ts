import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sign-in with the ministry's provider and with passkeys: who one is there, what is under way, passkeys; accounts without a password. */
export class SignInWays1700002002000 implements MigrationInterface {
  readonly name = 'SignInWays1700002002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE access_account ALTER COLUMN password_hash DROP NOT NULL;
      CREATE TABLE access_oidc_identity (
        issuer text NOT NULL,
        subject text NOT NULL,
        account_id uuid NOT NULL REFERENCES access_account ON DELETE CASCADE,
        created_at timestamptz(3) NOT NULL,
        PRIMARY KEY (issuer, subject)
      );
      CREATE INDEX access_oidc_identity_account ON access_oidc_identity (account_id);
      CREATE TABLE access_ceremony (
        secret_hash bytea PRIMARY KEY,
        purpose text NOT NULL,
        account_id uuid REFERENCES access_account ON DELETE CASCADE,
        facts jsonb NOT NULL,
        expires_at timestamptz(3) NOT NULL
      );
      CREATE INDEX access_ceremony_expiry ON access_ceremony (expires_at);
      CREATE TABLE access_passkey (
        id uuid PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES access_account ON DELETE CASCADE,
        credential_id text NOT NULL UNIQUE,
        public_key bytea NOT NULL,
        counter bigint NOT NULL,
        transports text[] NOT NULL,
        synced boolean NOT NULL,
        name text NOT NULL,
        created_at timestamptz(3) NOT NULL,
        last_used_at timestamptz(3)
      );
      CREATE INDEX access_passkey_account ON access_passkey (account_id);
      GRANT SELECT, INSERT, UPDATE, DELETE ON access_oidc_identity, access_ceremony, access_passkey TO bongsu_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE access_passkey, access_ceremony, access_oidc_identity;
      DELETE FROM access_account WHERE password_hash IS NULL;
      ALTER TABLE access_account ALTER COLUMN password_hash SET NOT NULL;
    `);
  }
}
