import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = 'serial, id, kind, at, actor_kind, actor_id, subject_type, subject_id, incident_id, audience, correlation_id, body';
const WRITTEN = COLUMNS.replace('serial, ', '');

/** The rules of the journal, on a table of this name: as they were before, and for whatever part is made later (docs/adr/0090). */
const ROW_RULES = `
      CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_refuse();
      CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON journal_entry EXECUTE FUNCTION journal_refuse();
      CREATE TRIGGER journal_no_change BEFORE UPDATE OF ${COLUMNS} ON journal_entry FOR EACH ROW EXECUTE FUNCTION journal_refuse();
      CREATE TRIGGER journal_number_once BEFORE UPDATE ON journal_entry
        FOR EACH ROW WHEN (OLD.position IS NOT NULL OR NEW.position IS NULL) EXECUTE FUNCTION journal_refuse();
      ALTER TABLE journal_entry ENABLE ROW LEVEL SECURITY;
      CREATE POLICY written ON journal_entry FOR INSERT WITH CHECK (true);
      CREATE POLICY told ON journal_entry FOR SELECT USING (bongsu_told(audience, incident_id, subject_id));
      CREATE POLICY numbered ON journal_entry FOR UPDATE USING (current_setting('bongsu.reach', true) = 'house') WITH CHECK (true);
      REVOKE ALL ON journal_entry FROM bongsu_app;
      GRANT UPDATE (position, seal, seal_version, salt) ON journal_entry TO bongsu_app;`;

/**
 * The journal in parts, one a month (docs/adr/0090). A serial begins with the month in which it was drawn: 2026110000000001 is the first of November
 * 2026. A month begins by setting the sequence forward, under a lock that waits for everybody who is writing, so that the entries of one month all
 * stand before those of the next. What was there before is the first part, as it is, with its seals.
 */
export class JournalParts1700004000000 implements MigrationInterface {
  readonly name = 'JournalParts1700004000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      LOCK TABLE journal_entry IN ACCESS EXCLUSIVE MODE;
      DROP TRIGGER journal_no_delete ON journal_entry;
      DROP TRIGGER journal_no_truncate ON journal_entry;
      DROP TRIGGER journal_no_change ON journal_entry;
      DROP TRIGGER journal_number_once ON journal_entry;
      DROP POLICY numbered ON journal_entry;
      DROP POLICY told ON journal_entry;
      DROP POLICY written ON journal_entry;
      CREATE TEMPORARY TABLE journal_last ON COMMIT DROP AS SELECT last_value, is_called FROM journal_entry_serial_seq;
      ALTER TABLE journal_entry ALTER serial DROP IDENTITY;
      ALTER TABLE journal_entry RENAME TO journal_entry_first;
      ALTER INDEX journal_entry_pkey RENAME TO journal_entry_first_pkey;
      ALTER INDEX journal_entry_position RENAME TO journal_entry_first_position;
      ALTER INDEX journal_entry_unnumbered RENAME TO journal_entry_first_unnumbered;
      ALTER INDEX journal_entry_incident RENAME TO journal_entry_first_incident;
      ALTER INDEX journal_entry_subject RENAME TO journal_entry_first_subject;

      CREATE SEQUENCE journal_entry_serial_seq;
      SELECT setval('journal_entry_serial_seq', last_value, is_called) FROM journal_last;
      CREATE TABLE journal_entry (LIKE journal_entry_first INCLUDING DEFAULTS INCLUDING CONSTRAINTS) PARTITION BY RANGE (serial);
      ALTER TABLE journal_entry DROP CONSTRAINT IF EXISTS journal_entry_counted,
        ALTER serial SET DEFAULT nextval('journal_entry_serial_seq'), ADD CONSTRAINT journal_entry_pkey PRIMARY KEY (serial);
      ALTER SEQUENCE journal_entry_serial_seq OWNED BY journal_entry.serial;
      CREATE INDEX journal_entry_unnumbered ON journal_entry (serial) WHERE position IS NULL;
      CREATE INDEX journal_entry_incident ON journal_entry (incident_id, position) WHERE incident_id IS NOT NULL;
      CREATE INDEX journal_entry_subject ON journal_entry (subject_id);
      ${ROW_RULES}
      -- Who appends gives neither serial nor number: both are the database's and the sequencer's.
      GRANT SELECT, INSERT (${WRITTEN}) ON journal_entry TO bongsu_app;
      REVOKE ALL ON SEQUENCE journal_entry_serial_seq FROM bongsu_app;
      GRANT USAGE ON SEQUENCE journal_entry_serial_seq TO bongsu_app;

      -- No unique index spans the parts. Where the numbers stand is one row: who numbers must go on from it, whole and without a gap, or is refused.
      CREATE TABLE journal_head (
        singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
        position bigint NOT NULL CHECK (position >= 0)
      );
      REVOKE ALL ON journal_head FROM bongsu_app;
      GRANT SELECT ON journal_head TO bongsu_app;
      INSERT INTO journal_head (position) SELECT coalesce(max(position), 0) FROM journal_entry_first;
      CREATE FUNCTION journal_number_on() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
      DECLARE lowest bigint; highest bigint; given bigint; different bigint;
      BEGIN
        SELECT min(position), max(position), count(*), count(DISTINCT position) INTO lowest, highest, given, different FROM numbered;
        IF given = 0 THEN RETURN NULL; END IF;
        UPDATE journal_head SET position = highest WHERE position = lowest - 1 AND highest - lowest + 1 = given AND different = given;
        IF NOT FOUND THEN
          RAISE EXCEPTION 'the journal is numbered on from its head: % to % refused', lowest, highest USING ERRCODE = 'unique_violation';
        END IF;
        RETURN NULL;
      END $$;
      CREATE TRIGGER journal_number_on AFTER UPDATE ON journal_entry REFERENCING NEW TABLE AS numbered
        FOR EACH STATEMENT EXECUTE FUNCTION journal_number_on();

      -- What a part does not get from the journal by being its part. The application has no right on a part: it comes through the journal, with its policies.
      CREATE FUNCTION journal_guard_part(part text) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp AS $$
      BEGIN
        EXECUTE format('REVOKE ALL ON %I FROM bongsu_app', part);
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', part);
        EXECUTE format('CREATE TRIGGER journal_no_truncate BEFORE TRUNCATE ON %I EXECUTE FUNCTION journal_refuse()', part);
        EXECUTE format('CREATE TRIGGER journal_number_on AFTER UPDATE ON %I REFERENCING NEW TABLE AS numbered FOR EACH STATEMENT EXECUTE FUNCTION journal_number_on()', part);
        EXECUTE format('CREATE UNIQUE INDEX IF NOT EXISTS %I ON %I (position) WHERE position IS NOT NULL', part || '_position', part);
      END $$;

      -- Months are numbers such as 202611. Ten thousand million entries fit into one.
      CREATE FUNCTION journal_month(at timestamptz, later int DEFAULT 0) RETURNS int LANGUAGE sql STABLE AS
        $$ SELECT to_char(at AT TIME ZONE 'UTC' + later * interval '1 month', 'YYYYMM')::int $$;
      CREATE FUNCTION journal_part_start(month int) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT month * 10000000000::bigint $$;
      CREATE FUNCTION journal_part_name(month int) RETURNS text LANGUAGE sql IMMUTABLE AS
        $$ SELECT format('journal_entry_%s_%s', month / 100, lpad((month % 100)::text, 2, '0')) $$;

      -- Beside the journal and then attached: nobody who writes or reads waits for it. False when it was there, null when it is left to the next turn.
      CREATE FUNCTION journal_make_part(month int) RETURNS boolean LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp SET lock_timeout = '2s' AS $$
      DECLARE
        part text := journal_part_name(month);
        following int := CASE WHEN month % 100 = 12 THEN month + 89 ELSE month + 1 END;
      BEGIN
        IF to_regclass(part) IS NOT NULL THEN RETURN false; END IF;
        PERFORM pg_advisory_xact_lock(hashtext('journal parts'));
        IF to_regclass(part) IS NOT NULL THEN RETURN false; END IF;
        EXECUTE format('CREATE TABLE public.%I (LIKE journal_entry INCLUDING DEFAULTS INCLUDING CONSTRAINTS) WITH (fillfactor = 80)', part);
        PERFORM journal_guard_part(part);
        EXECUTE format('ALTER TABLE journal_entry ATTACH PARTITION %I FOR VALUES FROM (%s) TO (%s)', part, journal_part_start(month), journal_part_start(following));
        RETURN true;
      EXCEPTION
        -- Before the first part ends, as after a clock was set back: entries go on where they went.
        WHEN invalid_object_definition THEN RETURN false;
        -- Something else is at work on the journal: what was made before this stays made.
        WHEN lock_not_available THEN RETURN NULL;
      END $$;

      -- Entries go to the part of this month from here on, if it is there; else they go on where they went. Whoever writes at this moment is waited
      -- for, so that no entry of an earlier part commits after one of this; when that takes too long it is left to the next turn.
      CREATE FUNCTION journal_begin_part(month int) RETURNS boolean LANGUAGE plpgsql SET search_path = pg_catalog, public, pg_temp SET lock_timeout = '200ms' AS $$
      DECLARE start bigint := journal_part_start(month);
      BEGIN
        IF (SELECT last_value >= start FROM journal_entry_serial_seq) THEN RETURN true; END IF;
        IF NOT EXISTS (SELECT FROM pg_inherits WHERE inhparent = 'journal_entry'::regclass AND inhrelid = to_regclass(journal_part_name(month))) THEN RETURN false; END IF;
        LOCK TABLE ONLY journal_entry IN SHARE MODE;
        -- Under the lock nobody draws: what is read here holds until it is set.
        IF (SELECT last_value < start FROM journal_entry_serial_seq) THEN PERFORM setval('journal_entry_serial_seq', start); END IF;
        RETURN true;
      EXCEPTION WHEN lock_not_available THEN RETURN false;
      END $$;

      -- What any worker may have done, however often: the parts of this month and the three after it, and the beginning of this month. A month is begun
      -- in a later turn than its part is made in: a sequence stays set when all else is undone, and then entries would belong to a part that is not there.
      CREATE FUNCTION journal_keep_parts() RETURNS TABLE (made int, is_open boolean) LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
      DECLARE month int := journal_month(clock_timestamp()); was_made boolean; is_new boolean := false;
      BEGIN
        made := 0;
        FOR later IN 0..3 LOOP
          was_made := journal_make_part(journal_month(clock_timestamp(), later));
          EXIT WHEN was_made IS NULL;
          made := made + was_made::int;
          is_new := is_new OR later = 0 AND was_made;
        END LOOP;
        is_open := false;
        IF NOT is_new THEN is_open := journal_begin_part(month); END IF;
        RETURN NEXT;
      END $$;
      -- Hung on a table of somebody's own it would move the head.
      REVOKE ALL ON FUNCTION journal_number_on() FROM PUBLIC;
      REVOKE ALL ON FUNCTION journal_keep_parts(), journal_begin_part(int), journal_make_part(int), journal_guard_part(text) FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION journal_keep_parts() TO bongsu_app;

      SELECT journal_guard_part('journal_entry_first');
      -- It ends with the month before this, or with the last one that its serials begin with: a journal that was parts before has such.
      DO $$
      DECLARE
        last int := (SELECT coalesce(max(serial), 0) / 10000000000 FROM journal_entry_first);
        following int := CASE WHEN last % 100 = 12 THEN last + 89 ELSE last + 1 END;
      BEGIN
        EXECUTE format('ALTER TABLE journal_entry ATTACH PARTITION journal_entry_first FOR VALUES FROM (MINVALUE) TO (%s)',
          journal_part_start(greatest(following, journal_month(clock_timestamp()))));
      END $$;
      ALTER TABLE journal_entry_first DROP CONSTRAINT IF EXISTS journal_entry_counted;
      SELECT journal_keep_parts();
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      LOCK TABLE journal_entry IN ACCESS EXCLUSIVE MODE;
      CREATE TABLE journal_entry_whole (LIKE journal_entry INCLUDING CONSTRAINTS) WITH (fillfactor = 80);
      ALTER TABLE journal_entry_whole ALTER seal_version SET DEFAULT 1;
      INSERT INTO journal_entry_whole SELECT * FROM journal_entry;
      DROP FUNCTION journal_keep_parts(), journal_begin_part(int), journal_make_part(int), journal_guard_part(text), journal_part_name(int), journal_part_start(int), journal_month(timestamptz, int);
      DROP TABLE journal_entry;
      DROP FUNCTION journal_number_on();
      DROP TABLE journal_head;
      ALTER TABLE journal_entry_whole RENAME TO journal_entry;
      ALTER TABLE journal_entry ADD CONSTRAINT journal_entry_pkey PRIMARY KEY (serial),
        ALTER serial ADD GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME journal_entry_serial_seq);
      SELECT setval('journal_entry_serial_seq', coalesce(max(serial), 1), max(serial) IS NOT NULL) FROM journal_entry;
      CREATE UNIQUE INDEX journal_entry_position ON journal_entry (position) WHERE position IS NOT NULL;
      CREATE INDEX journal_entry_unnumbered ON journal_entry (serial) WHERE position IS NULL;
      CREATE INDEX journal_entry_incident ON journal_entry (incident_id, position) WHERE incident_id IS NOT NULL;
      CREATE INDEX journal_entry_subject ON journal_entry (subject_id);
      ${ROW_RULES}
      GRANT SELECT, INSERT ON journal_entry TO bongsu_app;
    `);
  }
}
