import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Parts of the journal that were taken out of it (docs/adr/0090): which, up to where, about what, and the entries among them that boards still need. Only the
 * owner writes here, from the console; the tables that were taken out wait in a schema of their own until they are dropped.
 */
export class JournalArchive1700004001000 implements MigrationInterface {
  readonly name = 'JournalArchive1700004001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SCHEMA journal_detached;

      CREATE TABLE journal_archive (
        part text PRIMARY KEY,
        first_position bigint NOT NULL UNIQUE,
        last_position bigint NOT NULL UNIQUE,
        last_seal bytea NOT NULL,
        last_at timestamptz(3) NOT NULL,
        -- How many of its entries nobody but the house and a seal's list could see: what is counted for all goes on without them.
        sealed_entries bigint NOT NULL,
        file text NOT NULL,
        sha256 bytea NOT NULL,
        detached_at timestamptz(3) NOT NULL,
        dropped_at timestamptz(3),
        CHECK (first_position <= last_position)
      );

      -- Incidents, and whatever else entries were about: whose past lies in which part, and who was told of it.
      CREATE TABLE journal_archived_subject (
        subject_id text NOT NULL,
        part text NOT NULL REFERENCES journal_archive,
        audience text[] NOT NULL,
        PRIMARY KEY (subject_id, part)
      );
      ALTER TABLE journal_archived_subject ENABLE ROW LEVEL SECURITY;
      CREATE POLICY house ON journal_archived_subject FOR SELECT USING (current_setting('bongsu.reach', true) = 'house');

      CREATE TABLE journal_carried (LIKE journal_entry INCLUDING CONSTRAINTS, PRIMARY KEY (position));
      ALTER TABLE journal_carried ENABLE ROW LEVEL SECURITY;
      CREATE POLICY house ON journal_carried FOR SELECT USING (current_setting('bongsu.reach', true) = 'house');

      REVOKE ALL ON journal_archive, journal_archived_subject, journal_carried FROM bongsu_app;
      GRANT SELECT ON journal_archive, journal_archived_subject, journal_carried TO bongsu_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE journal_carried, journal_archived_subject, journal_archive; DROP SCHEMA journal_detached');
  }
}
