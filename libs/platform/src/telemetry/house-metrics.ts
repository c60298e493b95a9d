import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Database } from '../database/database';
import { acknowledgeProbe } from '../probe/probe-work';
import { isSealedNow } from '../security/visibility';
import { metrics } from './metrics';
import { sealedEntriesOf } from './sealed-entries';

/** More than this is not counted: it is far behind. */
const COUNTED_AT_MOST = 10_000;

interface QueueRow {
  queue: string;
  open: string;
  dead: string;
  oldest_s: number | null;
}

interface JournalRow {
  head: string | null;
  waiting: string;
  oldest_s: number | null;
  behind: string;
}

/**
 * What the house owes and how far its journal is numbered, read from rows when the metrics are asked for: true for all processes together, and
 * while the queues' backend is away. Labels are queues, that is missions, never persons. Whoever reads metrics is on no list: what a sealed incident
 * owes and writes is in none of them.
 */
@Injectable()
export class HouseMetrics implements OnModuleInit {
  /** The highest head that was told so far. */
  private headTold = 0;

  constructor(private readonly database: Database) {}

  onModuleInit(): void {
    // One registry per process: a second app in it (a test) takes the gauges over.
    for (const name of [
      'bongsu_promises_open',
      'bongsu_promises_dead',
      'bongsu_promises_oldest_due_seconds',
      'bongsu_journal_head',
      'bongsu_journal_unnumbered',
      'bongsu_journal_oldest_unnumbered_seconds',
      'bongsu_queue_follower_behind',
    ])
      metrics.removeSingleMetric(name);
    const queues = this.readTogether<QueueRow>(QUEUES);
    const perQueue = (name: string, help: string, of: (row: QueueRow) => number): void => {
      new Gauge({
        ...{ name, help, labelNames: ['queue'], registers: [metrics] },
        async collect() {
          const rows = await queues();
          this.reset();
          for (const row of rows) this.set({ queue: row.queue }, of(row));
        },
      });
    };
    perQueue('bongsu_promises_open', 'Jobs that are due and not done', ({ open }) => Number(open));
    perQueue('bongsu_promises_dead', 'Jobs that failed for good and wait to be driven again', ({ dead }) => Number(dead));
    perQueue('bongsu_promises_oldest_due_seconds', 'How long the oldest due job has waited', ({ oldest_s }) => Math.max(0, oldest_s ?? 0));

    const journal = this.readTogether<JournalRow>(JOURNAL);
    const ofJournal = (name: string, help: string, of: (row: JournalRow) => number): void => {
      new Gauge({
        ...{ name, help, registers: [metrics] },
        async collect() {
          for (const row of await journal()) this.set(of(row));
        },
      });
    };
    // It never falls: that would tell when something was sealed, and how much of it there was.
    ofJournal(
      'bongsu_journal_head',
      'How many entries are numbered, but for what sealed incidents wrote since; never falls',
      ({ head }) => {
        this.headTold = Math.max(this.headTold, Number(head ?? 0));
        return this.headTold;
      },
    );
    ofJournal('bongsu_journal_unnumbered', 'Committed entries without a position yet', ({ waiting }) => Number(waiting));
    ofJournal('bongsu_journal_oldest_unnumbered_seconds', 'How long the oldest of them has waited for the sequencer', ({ oldest_s }) =>
      Math.max(0, oldest_s ?? 0),
    );
    ofJournal('bongsu_queue_follower_behind', 'Numbered entries that no worker has turned into jobs yet', ({ behind }) => Number(behind));
  }

  /**
   * One statement for all gauges of a scrape: the registry asks them at the same time and waits for each. A gauge that another one's `collect`
   * set would be read before that was done, and tell the figure of the scrape before. While the database is away these gauges say nothing new, and
   * the rest of the scrape is told: that it is away is `bongsu_part_up`.
   */
  private readTogether<Row>(sql: string): () => Promise<Row[]> {
    let underWay: Promise<Row[]> | null = null;
    return () => {
      underWay ??= this.database
        .query<Row>(sql)
        .catch(() => [])
        .finally(() => (underWay = null));
      return underWay;
    };
  }
}

const QUEUES = `
  SELECT queue, count(*) FILTER (WHERE dead_at IS NULL AND due_at <= clock_timestamp()) AS open, count(*) FILTER (WHERE dead_at IS NOT NULL) AS dead,
         extract(epoch FROM clock_timestamp() - min(due_at) FILTER (WHERE dead_at IS NULL))::float8 AS oldest_s
    FROM platform_promised_job
   WHERE kept_at IS NULL AND queue <> 'sealed' AND job <> '${acknowledgeProbe.name}' AND NOT ${isSealedNow('platform_promised_job.incident_id')}
   GROUP BY queue`;
const UNSEALED =
  'NOT EXISTS (SELECT FROM platform_seal WHERE platform_seal.subject_id IN (journal_entry.incident_id::text, journal_entry.subject_id))';
/**
 * Positions have no gaps, so the highest one counts the entries. The probe's, which nobody sees either, have a count of their own: there are too
 * many to be counted each time. What went into archives was counted as it went, in the transaction that moved the cut: the table may keep it a while.
 */
const JOURNAL = `
  SELECT ((SELECT coalesce(max(position), 0) FROM journal_entry) - (SELECT lit FROM platform_probe_count)
          - (SELECT coalesce(sum(sealed_entries), 0) FROM journal_archive)
          - (${sealedEntriesOf('journal_entry')} AND position > (SELECT coalesce(max(last_position), 0) FROM journal_archive)))::text AS head,
         waiting, oldest_s,
         (SELECT count(*) FROM (SELECT FROM journal_entry WHERE ${UNSEALED}
             AND position > coalesce((SELECT position FROM platform_follower_cursor WHERE follower = 'queues'), 0)
             ORDER BY position LIMIT ${COUNTED_AT_MOST}) AS owed) AS behind
    FROM (SELECT count(*) AS waiting, extract(epoch FROM clock_timestamp() - min(at))::float8 AS oldest_s
            FROM journal_entry WHERE position IS NULL AND ${UNSEALED}) AS unnumbered`;
