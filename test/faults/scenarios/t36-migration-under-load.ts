import type { MigrationInterface, QueryRunner } from 'typeorm';
import { runMigrations } from '../../../apps/cli/src/run-migrations';
import { schemaDrift } from '../../../apps/cli/src/schema-drift';
import { atLeast, atMost, exactly, figure } from '../figure';
import { IntakeLoad, outcomesOf, slowness } from '../load/intake-load';
import { playMixedLoad } from '../load/mixed-load';
import { scenario } from '../scenario';
import { last, timed } from '../wait';
import type { World } from '../world/world';

const READS_PER_SECOND = 20;
/** For longer than anybody may wait, somebody reads and does not end her transaction: a migration has to get past her. */
const LONG_READER_MS = 4_000;
const LOOK_EVERY_MS = 20;

/** A column that may be empty: what PostgreSQL does at once, when it gets the table for a moment. */
class RemarkOfReports1799999100000 implements MigrationInterface {
  readonly name = 'RemarkOfReports1799999100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE incidents_report ADD COLUMN faults_remark text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE incidents_report DROP COLUMN faults_remark');
  }
}

/** An index, made beside the work: outside a transaction, and so after removing what a try before may have left. */
class ReportsByRemark1799999200000 implements MigrationInterface {
  readonly name = 'ReportsByRemark1799999200000';
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS faults_report_remark');
    await runner.query('CREATE INDEX CONCURRENTLY faults_report_remark ON incidents_report (faults_remark, id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS faults_report_remark');
  }
}

const migrations = [RemarkOfReports1799999100000, ReportsByRemark1799999200000];

/** T36: the tables change under the processes of the release before. */
export const migrationUnderLoad = scenario({
  id: 'T36',
  name: 'a migration of a table in use fails no request and lets nobody wait, twice is once, and the release before works with what it made',
  fault: 'a new column and a new index on the table of reports, under load, while somebody reads it in a transaction that goes on and on',
  world: {},
  // The table that it changed is another one for whoever comes after.
  ownWorld: true,
  short: { rows: 20_000, perSecond: 20, afterwardsMs: 2_000 },
  long: { rows: 1_000_000, perSecond: 50, afterwardsMs: 60_000 },
  run: async ({ world, say }, { rows, perSecond, afterwardsMs }) => {
    await fill(world, rows);
    const load = IntakeLoad.start(world, { perSecond });
    const over = new AbortController();
    const [address = ''] = world.origins;
    const sessions = [await world.client('hq-watch-2').bearer()];
    const reading = playMixedLoad({
      ...{ address, sessions, readsPerSecond: READS_PER_SECOND, writesPerSecond: 0, forSeconds: 3_600 },
      signal: over.signal,
    });
    // Heard below. It ends with the scenario, whatever becomes of it.
    reading.catch(() => undefined);
    try {
      await last(1_000);
      const waits = new LockWaits(world);
      const reader = await longReader(world);
      const migrating = timed(() => runMigrations(world.postgres.url(), migrations));
      await last(LONG_READER_MS);
      await reader.end();
      const { ms, value: applied } = await migrating;
      const again = await runMigrations(world.postgres.url(), migrations);
      await last(afterwardsMs);
      const longestMs = await waits.stop();
      over.abort();
      const { reads } = await reading;
      const report = await load.stop();
      const command = await world.command('migrate');
      say(`tries: ${outcomesOf(report.tries)}`);
      for (const error of reads.said) say(error);
      return [
        figure('rows of the table', rows, ''),
        figure('migrations applied', applied.length, '', exactly(migrations.length)),
        figure('the whole of them', ms, 'ms', atLeast(LONG_READER_MS)),
        figure('applied by the second run', again.length, '', exactly(0)),
        figure('`bongsu migrate` on top of it ends with', command.code ?? -1, '', exactly(0)),
        figure('longest wait for a lock', longestMs, 'ms', atMost(2_000)),
        figure('reports acknowledged', report.acknowledged, '', atLeast(1)),
        figure('tries that were not answered 201', report.tries.filter(({ outcome }) => outcome !== 201).length, '', exactly(0)),
        figure('slowest report', slowness(report.latenciesMs).slowestMs, 'ms'),
        figure('reads', reads.count, '', atLeast(1)),
        figure('errors among them', reads.errors, '', exactly(0)),
        figure('differences between entities and migrations', (await schemaDrift()).length, '', exactly(0)),
      ];
    } finally {
      over.abort();
    }
  },
});

/** Looks again and again how long anybody has been waiting for a lock. */
class LockWaits {
  private longestMs = 0;
  private stopped = false;
  private readonly looking: Promise<void>;

  constructor(private readonly world: World) {
    this.looking = this.look();
    this.looking.catch(() => undefined);
  }

  /** The longest wait that was seen, in milliseconds. */
  async stop(): Promise<number> {
    this.stopped = true;
    await this.looking;
    return this.longestMs;
  }

  private async look(): Promise<void> {
    while (!this.stopped) {
      const ms = await this.world.count(
        'SELECT coalesce(max(extract(epoch FROM clock_timestamp() - waitstart)) * 1000, 0) AS n FROM pg_locks WHERE NOT granted',
      );
      this.longestMs = Math.max(this.longestMs, ms);
      await last(LOOK_EVERY_MS);
    }
  }
}

async function longReader(world: World): Promise<{ end(): Promise<void> }> {
  const session = await world.session();
  await session.query('BEGIN; SELECT FROM incidents_report LIMIT 1');
  return {
    end: async () => {
      await session.query('COMMIT');
      await session.end();
    },
  };
}

/** Of feeds, which nobody was told of, dismissed, and erased: one destroyed key stands for the text of them all. */
async function fill(world: World, rows: number): Promise<void> {
  const unread = `bs1.${'A'.repeat(22)}.${'A'.repeat(16)}.${'A'.repeat(22)}.${'A'.repeat(90)}`;
  await world.sql(
    `INSERT INTO platform_data_key (id, subject_type, subject_id, made_at, destroyed_at)
     VALUES ('00000000-0000-0000-0000-000000000000', 'incidents_report', 'faults', now(), now())`,
  );
  await world.sql(
    `INSERT INTO incidents_report (id, state, summary, category, urgency, evidence_grade, channel, place_precision, mission_id, country_iso2, basis,
       estimate, candidates, zone, entered_at, updated_at, feed, feed_event_id, feed_revision, filed_by, audience, version)
     SELECT gen_random_uuid(), 'dismissed', $2, 'earthquake', 'U3', 'C', 'feed', 'city', 'KR-EMB-TR', 'TR', 'resident', false, '[]', 'UTC', at, at,
            'faults', n::text, 1, 'faults', ARRAY['KR-EMB-TR'], 1
       FROM (SELECT n, timestamptz '2023-02-06 01:17:34Z' + n * interval '1 second' AS at FROM generate_series(1, $1::int) AS n) AS moments`,
    [rows, unread],
  );
  await world.sql('ANALYZE incidents_report');
}
