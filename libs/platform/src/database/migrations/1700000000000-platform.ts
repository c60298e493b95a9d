import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The journal, the keys that make a request happen once, the promises that jobs keep, and the cursors of followers. */
export class Platform1700000000000 implements MigrationInterface {
  readonly name = 'Platform1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE journal_entry (
        serial bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        id uuid NOT NULL,
        kind text NOT NULL,
        at timestamptz(3) NOT NULL,
        actor_kind text NOT NULL CHECK (actor_kind IN ('person', 'job', 'system')),
        actor_id text NOT NULL,
        subject_type text NOT NULL,
        subject_id text NOT NULL,
        incident_id uuid,
        audience text[] NOT NULL,
        correlation_id text NOT NULL,
        body jsonb NOT NULL,
        position bigint CHECK (position > 0),
        seal bytea CHECK ((position IS NULL) = (seal IS NULL))
      ) WITH (fillfactor = 80);
      CREATE UNIQUE INDEX journal_entry_position ON journal_entry (position) WHERE position IS NOT NULL;
      CREATE INDEX journal_entry_unnumbered ON journal_entry (serial) WHERE position IS NULL;
      CREATE INDEX journal_entry_incident ON journal_entry (incident_id, position) WHERE incident_id IS NOT NULL;

      CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'the journal is append-only: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
      END $$;

      CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_refuse();
      CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal_entry EXECUTE FUNCTION journal_refuse();
      CREATE TRIGGER journal_no_change
        BEFORE UPDATE OF serial, id, kind, at, actor_kind, actor_id, subject_type, subject_id, incident_id, audience, correlation_id, body
        ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_refuse();
      -- An entry is numbered and sealed once.
      CREATE TRIGGER journal_number_once BEFORE UPDATE ON journal_entry
        FOR EACH ROW WHEN (OLD.position IS NOT NULL OR NEW.position IS NULL) EXECUTE FUNCTION journal_refuse();

      CREATE TABLE platform_idempotency_key (
        actor_id text NOT NULL,
        key text NOT NULL,
        fingerprint text NOT NULL,
        claimed_at timestamptz(3) NOT NULL,
        answer jsonb,
        PRIMARY KEY (actor_id, key)
      );
      CREATE INDEX platform_idempotency_key_claimed ON platform_idempotency_key (claimed_at);

      CREATE TABLE platform_promised_job (
        id uuid PRIMARY KEY,
        job text NOT NULL,
        key text NOT NULL,
        queue text NOT NULL,
        payload jsonb NOT NULL,
        correlation_id text NOT NULL,
        position bigint,
        promised_at timestamptz(3) NOT NULL,
        due_at timestamptz(3) NOT NULL,
        failures int NOT NULL DEFAULT 0,
        last_failure text,
        dead_at timestamptz(3),
        kept_at timestamptz(3),
        outcome text,
        UNIQUE (job, key)
      );
      CREATE INDEX platform_promised_job_open ON platform_promised_job (due_at) WHERE kept_at IS NULL;
      CREATE INDEX platform_promised_job_queue ON platform_promised_job (queue, due_at) WHERE kept_at IS NULL;

      CREATE TABLE platform_follower_cursor (
        follower text PRIMARY KEY,
        position bigint NOT NULL
      );

      -- The application appends and reads; only numbering may touch a row again, and nothing may be taken out.
      REVOKE ALL ON journal_entry FROM bongsu_app;
      GRANT SELECT, INSERT ON journal_entry TO bongsu_app;
      GRANT UPDATE (position, seal) ON journal_entry TO bongsu_app;
      GRANT SELECT, INSERT, UPDATE, DELETE ON platform_idempotency_key, platform_promised_job, platform_follower_cursor TO bongsu_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE platform_follower_cursor, platform_promised_job, platform_idempotency_key, journal_entry;
      DROP FUNCTION journal_refuse();
    `);
  }
}
