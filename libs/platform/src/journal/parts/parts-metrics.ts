import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../database/database';
import { askedGauge } from '../../telemetry/asked-gauge';

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
    const standing = async (): Promise<Row | undefined> => (await this.database.query<Row>(AHEAD))[0];
    askedGauge({ name, help }, standing, valueOf);
  }
}

const AHEAD = `
  SELECT (SELECT count(*)::int FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
           WHERE inhparent = 'journal_entry'::regclass AND relname > journal_part_name(journal_month(clock_timestamp())) AND relname ~ '\\d$') AS ahead,
         coalesce(pg_sequence_last_value('journal_entry_serial_seq'), 0) < journal_part_start(journal_month(clock_timestamp())) AS is_behind`;
