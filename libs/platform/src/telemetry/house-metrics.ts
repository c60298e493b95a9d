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

/**
 * What the house owes and how far its journal is numbered, read from rows when the metrics are asked for: true for all processes together, and
 * while the queues' backend is away. Labels are queues, that is missions, never persons.
 */
@Injectable()
export class HouseMetrics implements OnModuleInit {
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
    const labelNames = ['queue'] as const;
    const dead = new Gauge({
      name: 'bongsu_promises_dead',
      help: 'Jobs that failed for good and wait to be driven again',
      labelNames,
      registers: [metrics],
    });
    const oldest = new Gauge({
      name: 'bongsu_promises_oldest_due_seconds',
      help: 'How long the oldest due job has waited',
      labelNames,
      registers: [metrics],
    });
    const { database } = this;
    new Gauge({
      name: 'bongsu_promises_open',
      help: 'Jobs that are due and not done',
      labelNames,
      registers: [metrics],
      async collect() {
        const rows = await database.query<QueueRow>(QUEUES);
        for (const gauge of [this, dead, oldest]) gauge.reset();
        for (const row of rows) {
          this.set({ queue: row.queue }, Number(row.open));
          dead.set({ queue: row.queue }, Number(row.dead));
          oldest.set({ queue: row.queue }, Math.max(0, row.oldest_s ?? 0));
        }
      },
    });
    const unnumbered = new Gauge({
      name: 'bongsu_journal_unnumbered',
      help: 'Committed entries without a position yet',
      registers: [metrics],
    });
    new Gauge({
      name: 'bongsu_journal_head',
      help: 'The highest position given',
      registers: [metrics],
      async collect() {
        const [row] = await database.query<{ head: string | null; waiting: string }>(JOURNAL);
        this.set(Number(row?.head ?? 0));
        unnumbered.set(Number(row?.waiting ?? 0));
      },
    });
  }
}

const QUEUES = `
  SELECT queue, count(*) FILTER (WHERE dead_at IS NULL AND due_at <= clock_timestamp()) AS open, count(*) FILTER (WHERE dead_at IS NOT NULL) AS dead,
         extract(epoch FROM clock_timestamp() - min(due_at) FILTER (WHERE dead_at IS NULL))::float8 AS oldest_s
    FROM platform_promised_job WHERE kept_at IS NULL GROUP BY queue`;
const JOURNAL = `
  SELECT (SELECT max(position) FROM journal_entry)::text AS head, (SELECT count(*) FROM journal_entry WHERE position IS NULL) AS waiting`;
