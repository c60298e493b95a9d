import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Database } from '../database/database';
import { metrics } from './metrics';

interface QueueRow {
  queue: string;
  open: string;
  dead: string;
  oldest_s: number | null;
}

interface JournalRow {
  head: string | null;
  waiting: string;
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
  }

  /**
   * One statement for all gauges of a scrape: the registry asks them at the same time and waits for each. A gauge that another one's `collect`
   * set would be read before that was done, and tell the figure of the scrape before.
   */
  private readTogether<Row>(sql: string): () => Promise<Row[]> {
    let underWay: Promise<Row[]> | null = null;
    return () => {
      underWay ??= this.database.query<Row>(sql).finally(() => (underWay = null));
      return underWay;
    };
  }
}

const QUEUES = `
  SELECT queue, count(*) FILTER (WHERE dead_at IS NULL AND due_at <= clock_timestamp()) AS open, count(*) FILTER (WHERE dead_at IS NOT NULL) AS dead,
         extract(epoch FROM clock_timestamp() - min(due_at) FILTER (WHERE dead_at IS NULL))::float8 AS oldest_s
    FROM platform_promised_job
   WHERE kept_at IS NULL AND queue <> 'sealed' AND NOT EXISTS (SELECT FROM platform_seal WHERE subject_id = platform_promised_job.incident_id::text)
   GROUP BY queue`;
/** Positions have no gaps, so the highest one counts the entries. */
const JOURNAL = `
  SELECT ((SELECT coalesce(max(position), 0) FROM journal_entry)
          - (SELECT count(*) FROM journal_entry WHERE position IS NOT NULL
                AND serial IN (SELECT serial FROM journal_entry JOIN platform_seal ON journal_entry.incident_id = platform_seal.incident_id
                               UNION SELECT serial FROM journal_entry JOIN platform_seal ON journal_entry.subject_id = platform_seal.subject_id)))::text AS head,
         (SELECT count(*) FROM journal_entry WHERE position IS NULL
             AND NOT EXISTS (SELECT FROM platform_seal WHERE platform_seal.subject_id IN (journal_entry.incident_id::text, journal_entry.subject_id))) AS waiting`;
