import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Seals over digests (version 2), the installation's own id, and the record of signed checkpoints. */
export class JournalProof1700002004000 implements MigrationInterface {
  readonly name = 'JournalProof1700002004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Each entry says how it was sealed. The default is the old way: a process of before, still running, numbers on without knowing of another.
      ALTER TABLE journal_entry
        ADD COLUMN seal_version smallint NOT NULL DEFAULT 1 CHECK (seal_version IN (1, 2)),
        ADD COLUMN salt bytea CHECK (seal_version = 1 OR octet_length(salt) = 16);
      GRANT UPDATE (seal_version, salt) ON journal_entry TO bongsu_app;

      CREATE TABLE platform_installation (
        singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
        id uuid NOT NULL DEFAULT gen_random_uuid()
      );
      INSERT INTO platform_installation DEFAULT VALUES;

      CREATE TABLE journal_checkpoint_key (
        key_id text PRIMARY KEY,
        x text NOT NULL,
        since timestamptz(3) NOT NULL
      );

      CREATE TABLE journal_checkpoint (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        occasion text NOT NULL UNIQUE,
        position bigint NOT NULL CHECK (position >= 0),
        seal bytea NOT NULL,
        at timestamptz(3) NOT NULL,
        key_id text NOT NULL REFERENCES journal_checkpoint_key,
        jws text NOT NULL,
        unfiled boolean NOT NULL,
        unsent boolean NOT NULL
      );
      CREATE INDEX journal_checkpoint_position ON journal_checkpoint (position);
      CREATE INDEX journal_checkpoint_undelivered ON journal_checkpoint (id) WHERE unfiled OR unsent;

      REVOKE ALL ON platform_installation, journal_checkpoint_key, journal_checkpoint FROM bongsu_app;
      GRANT SELECT ON platform_installation TO bongsu_app;
      GRANT SELECT, INSERT ON journal_checkpoint_key, journal_checkpoint TO bongsu_app;
      GRANT UPDATE (unfiled, unsent) ON journal_checkpoint TO bongsu_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE journal_checkpoint, journal_checkpoint_key, platform_installation;
      ALTER TABLE journal_entry DROP COLUMN salt, DROP COLUMN seal_version;
    `);
  }
}
