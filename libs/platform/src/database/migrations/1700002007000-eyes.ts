import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Row policies below those of the application (docs/adr/0013), and what is sealed. A transaction says whose eyes it has by four settings:
 * `bongsu.reach` (house, network, missions, none), `bongsu.tokens` (what she has in common with audiences), `bongsu.seals` (sealed incidents
 * on whose list she is) and `bongsu.person`.
 */
export class Eyes1700002007000 implements MigrationInterface {
  readonly name = 'Eyes1700002007000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      -- Sealed incidents, and the reports that belong to them.
      CREATE TABLE platform_seal (
        subject_id text PRIMARY KEY,
        incident_id uuid NOT NULL,
        since timestamptz(3) NOT NULL
      );
      CREATE INDEX platform_seal_incident ON platform_seal (incident_id);
      REVOKE ALL ON platform_seal FROM bongsu_app;
      GRANT SELECT, INSERT, DELETE ON platform_seal TO bongsu_app;

      -- What was sealed or returned to view, and whom that concerned: their boards begin anew.
      CREATE TABLE platform_view_change (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        audience text[] NOT NULL,
        at timestamptz(3) NOT NULL
      );
      REVOKE ALL ON platform_view_change FROM bongsu_app;
      GRANT SELECT, INSERT ON platform_view_change TO bongsu_app;

      CREATE FUNCTION bongsu_tokens() RETURNS text[] LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT coalesce(nullif(current_setting('bongsu.tokens', true), ''), '{}')::text[] $$;
      CREATE FUNCTION bongsu_seals() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT coalesce(nullif(current_setting('bongsu.seals', true), ''), '{}')::uuid[] $$;

      -- Of rows with an audience: a seal stands first in it.
      CREATE FUNCTION bongsu_sees(audience text[]) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT CASE current_setting('bongsu.reach', true)
          WHEN 'house' THEN true
          WHEN 'network' THEN coalesce(left(audience[1], 5), '') <> 'seal:' OR audience[1] = ANY (bongsu_tokens())
          WHEN 'missions' THEN audience && bongsu_tokens() AND (coalesce(left(audience[1], 5), '') <> 'seal:' OR audience[1] = ANY (bongsu_tokens()))
          ELSE false
        END
      $$;

      -- Of rows that belong to an incident: whose seal hides them; null = none.
      CREATE FUNCTION bongsu_sealed_by(incident uuid, subject text) RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS
        $$ SELECT incident_id FROM platform_seal WHERE subject_id IN (incident::text, subject) LIMIT 1 $$;

      -- Of rows that belong to an incident and name the missions concerned.
      CREATE FUNCTION bongsu_concerned(missions text[], incident uuid) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT CASE current_setting('bongsu.reach', true)
          WHEN 'house' THEN true
          WHEN 'network' THEN incident = ANY (bongsu_seals()) OR bongsu_sealed_by(incident, NULL) IS NULL
          WHEN 'missions' THEN incident = ANY (bongsu_seals()) OR missions && bongsu_tokens() AND bongsu_sealed_by(incident, NULL) IS NULL
          ELSE false
        END
      $$;

      -- Of the journal: what a sealed incident has is hidden whenever it was written.
      CREATE FUNCTION bongsu_told(audience text[], incident uuid, subject text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE AS $$
        SELECT CASE current_setting('bongsu.reach', true)
          WHEN 'house' THEN true
          WHEN 'network' THEN bongsu_sealed_by(incident, subject) IS NULL OR bongsu_sealed_by(incident, subject) = ANY (bongsu_seals())
          WHEN 'missions' THEN audience && bongsu_tokens() AND bongsu_sealed_by(incident, subject) IS NULL OR bongsu_sealed_by(incident, subject) = ANY (bongsu_seals())
          ELSE false
        END
      $$;

      ALTER TABLE journal_entry ENABLE ROW LEVEL SECURITY;
      CREATE POLICY written ON journal_entry FOR INSERT WITH CHECK (true);
      CREATE POLICY told ON journal_entry FOR SELECT USING (bongsu_told(audience, incident_id, subject_id));
      CREATE POLICY numbered ON journal_entry FOR UPDATE USING (current_setting('bongsu.reach', true) = 'house') WITH CHECK (true);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP POLICY numbered ON journal_entry;
      DROP POLICY told ON journal_entry;
      DROP POLICY written ON journal_entry;
      ALTER TABLE journal_entry DISABLE ROW LEVEL SECURITY;
      DROP FUNCTION bongsu_told(text[], uuid, text);
      DROP FUNCTION bongsu_concerned(text[], uuid);
      DROP FUNCTION bongsu_sealed_by(uuid, text);
      DROP FUNCTION bongsu_sees(text[]);
      DROP FUNCTION bongsu_seals();
      DROP FUNCTION bongsu_tokens();
      DROP TABLE platform_view_change;
      DROP TABLE platform_seal;
    `);
  }
}
