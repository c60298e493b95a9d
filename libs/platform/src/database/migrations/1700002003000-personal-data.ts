import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Data keys of people, and the record of who read what of whom. */
export class PersonalData1700002003000 implements MigrationInterface {
  readonly name = 'PersonalData1700002003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Every column for encrypted values has a check that calls it: clear text does not get in, whoever writes.
      CREATE FUNCTION platform_is_sealed(value text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN value ~ '^bs1\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{16}\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]*$';

      CREATE FUNCTION platform_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% of % refused', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
      END $$;

      CREATE TABLE platform_data_key (
        id uuid PRIMARY KEY,
        subject_type text NOT NULL,
        subject_id text NOT NULL,
        wrapped bytea,
        kek_id text,
        made_at timestamptz(3) NOT NULL,
        destroyed_at timestamptz(3),
        CONSTRAINT platform_data_key_subject_once UNIQUE (subject_type, subject_id),
        CONSTRAINT platform_data_key_destroyed CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL) AND (kek_id IS NULL) = (wrapped IS NULL))
      );
      CREATE INDEX platform_data_key_kek ON platform_data_key (kek_id, id) WHERE destroyed_at IS NULL;
      CREATE TRIGGER platform_data_key_stays_destroyed BEFORE UPDATE ON platform_data_key
        FOR EACH ROW WHEN (OLD.destroyed_at IS NOT NULL) EXECUTE FUNCTION platform_refuse();

      CREATE TABLE platform_access_record (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        at timestamptz(3) NOT NULL,
        actor_kind text NOT NULL CHECK (actor_kind IN ('person', 'job', 'system')),
        actor_id text NOT NULL,
        address text NOT NULL,
        device text NOT NULL,
        subject_type text NOT NULL,
        subject_id text NOT NULL,
        action text NOT NULL,
        incident_id uuid,
        basis text NOT NULL,
        correlation_id text NOT NULL
      );
      CREATE INDEX platform_access_record_subject ON platform_access_record (subject_type, subject_id, id);
      CREATE INDEX platform_access_record_actor ON platform_access_record (actor_id, id);
      CREATE INDEX platform_access_record_at ON platform_access_record USING brin (at);
      CREATE TRIGGER platform_access_record_no_change BEFORE UPDATE ON platform_access_record FOR EACH ROW EXECUTE FUNCTION platform_refuse();
      CREATE TRIGGER platform_access_record_no_truncate BEFORE TRUNCATE ON platform_access_record EXECUTE FUNCTION platform_refuse();
      CREATE TRIGGER platform_access_record_kept BEFORE DELETE ON platform_access_record
        FOR EACH ROW WHEN (OLD.at > now() - interval '2 years') EXECUTE FUNCTION platform_refuse();

      -- The application may not delete a record; it may ask for those past their time to go, and is told how many and a hash of their ids.
      CREATE FUNCTION platform_release_access_records(before timestamptz) RETURNS TABLE (count bigint, digest text)
        LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
        WITH gone AS (
          DELETE FROM platform_access_record WHERE id IN (
            SELECT id FROM platform_access_record WHERE at < least(before, now() - interval '2 years') ORDER BY id LIMIT 10000)
          RETURNING id)
        SELECT count(*), encode(sha256(convert_to(coalesce(string_agg(id::text, E'\\n' ORDER BY id), ''), 'UTF8')), 'hex') FROM gone
      $$;

      REVOKE ALL ON platform_data_key, platform_access_record FROM bongsu_app;
      GRANT SELECT, INSERT ON platform_data_key, platform_access_record TO bongsu_app;
      GRANT UPDATE (wrapped, kek_id, destroyed_at) ON platform_data_key TO bongsu_app;
      REVOKE ALL ON FUNCTION platform_release_access_records FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION platform_release_access_records TO bongsu_app;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP FUNCTION platform_release_access_records;
      DROP TABLE platform_access_record, platform_data_key;
      DROP FUNCTION platform_refuse(), platform_is_sealed(text);
    `);
  }
}
