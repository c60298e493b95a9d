import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Database } from '../../database/database';
import { askedGauge } from '../../telemetry/asked-gauge';

interface Row {
  age_s: number | null;
  unfiled: string;
  unsent: string;
  fits: boolean | null;
}

/** How the signing of the journal stands, from rows: true for all processes, whichever one signs. */
@Injectable()
export class CheckpointMetrics implements OnModuleInit {
  constructor(private readonly database: Database) {}

  onModuleInit(): void {
    this.gauge('bongsu_checkpoint_age_seconds', 'How long ago the journal was last signed; -1 when never', ({ age_s }) => age_s ?? -1);
    this.gauge('bongsu_checkpoints_unfiled', 'Signed checkpoints that are not in the file yet', ({ unfiled }) => Number(unfiled));
    this.gauge('bongsu_checkpoints_unsent', 'Signed checkpoints that the address outside has not taken yet', ({ unsent }) =>
      Number(unsent),
    );
    this.gauge(
      'bongsu_checkpoint_misfit',
      '1 when the journal no longer has the seal that was signed last: somebody rewrote it',
      ({ fits }) => (fits === false ? 1 : 0),
    );
  }

  private gauge(name: string, help: string, valueOf: (row: Row) => number): void {
    const standing = async (): Promise<Row | undefined> => (await this.database.query<Row>(STANDING))[0];
    askedGauge({ name, help }, standing, valueOf);
  }
}

const STANDING = `
  WITH last AS (SELECT position, seal, at FROM journal_checkpoint ORDER BY id DESC LIMIT 1)
  SELECT (SELECT greatest(0, extract(epoch FROM clock_timestamp() - at))::float8 FROM last) AS age_s,
         (SELECT count(*) FROM journal_checkpoint WHERE unfiled) AS unfiled,
         (SELECT count(*) FROM journal_checkpoint WHERE unsent) AS unsent,
         (SELECT last.position = 0 OR coalesce((SELECT entry.seal = last.seal FROM journal_entry AS entry WHERE entry.position = last.position), false)
            FROM last) AS fits`;
