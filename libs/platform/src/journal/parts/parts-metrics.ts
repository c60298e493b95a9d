import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { Database } from '../../database/database';
import { metrics } from '../../telemetry/metrics';

interface Row {
  ahead: number;
  is_behind: boolean;
}

/** How far ahead the journal's parts are made, from the catalogue: true for all processes, whichever one made them. */
@Injectable()
export class PartsMetrics implements OnModuleInit {
  constructor(private readonly database: Database) {}

  onModuleInit(): void {
    this.gauge('bongsu_journal_parts_ahead', 'Parts of the journal that are made for the months after this one', ({ ahead }) => ahead);
    this.gauge('bongsu_journal_part_behind', '1 while entries still go to the part of a month that is over', ({ is_behind }) =>
      Number(is_behind),
    );
  }

  private gauge(name: string, help: string, valueOf: (row: Row) => number): void {
    const { database } = this;
    // One registry per process: a second app in it (a test) takes the gauges over.
    metrics.removeSingleMetric(name);
    new Gauge({
      name,
      help,
      registers: [metrics],
      async collect() {
        // While the database is away it says nothing new, and the rest of the scrape is told.
        const [row] = await database.query<Row>(AHEAD).catch(() => []);
        if (row !== undefined) this.set(valueOf(row));
      },
    });
  }
}

const AHEAD = `
  SELECT (SELECT count(*)::int FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
           WHERE inhparent = 'journal_entry'::regclass AND relname > journal_part_name(journal_month(clock_timestamp())) AND relname ~ '\\d$') AS ahead,
         coalesce(pg_sequence_last_value('journal_entry_serial_seq'), 0) < journal_part_start(journal_month(clock_timestamp())) AS is_behind`;
