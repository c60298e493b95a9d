import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As in probe/probe-work; written out, because a migration says for ever what it said on its day. */
const PROBE_SUBJECT = '00000000-0000-4000-8000-70726f626500';

/**
 * The beacons that the house lights for itself. What they are about is sealed from the first day with nobody on its list, so that no board, list or
 * figure tells of them; how many there were is counted beside the journal, so that its head can be told without them.
 */
export class Probe1700003000000 implements MigrationInterface {
  readonly name = 'Probe1700003000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE platform_probe (
        id uuid PRIMARY KEY,
        lit_at timestamptz(3) NOT NULL,
        acknowledged_at timestamptz(3)
      );
      CREATE INDEX platform_probe_lit ON platform_probe (lit_at);
      CREATE TABLE platform_probe_count (
        singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton),
        lit bigint NOT NULL
      );
      REVOKE INSERT, DELETE ON platform_probe_count FROM bongsu_app;
      INSERT INTO platform_probe_count (lit) VALUES (0);
      INSERT INTO platform_seal (subject_id, incident_id, since) VALUES ('${PROBE_SUBJECT}', '${PROBE_SUBJECT}', now());
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM platform_seal WHERE subject_id = '${PROBE_SUBJECT}';
      DROP TABLE platform_probe_count;
      DROP TABLE platform_probe;
    `);
  }
}
