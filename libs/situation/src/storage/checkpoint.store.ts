import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '@bongsu/platform';
import type { BoardState } from '../contract';

export interface Checkpoint {
  readonly position: number;
  readonly state: BoardState;
}

@Injectable()
export class CheckpointStore {
  constructor(private readonly database: Database) {}

  /** The board kept for a class, when this very reducer made it. */
  async load(classKey: string, reducerVersion: string): Promise<Checkpoint | null> {
    const [row] = await this.database.query<{ position: string; state: BoardState }>(
      'SELECT position::text AS position, state FROM situation_checkpoint WHERE class_key = $1 AND reducer_version = $2',
      [classKey, reducerVersion],
    );
    return row === undefined ? null : { position: Number(row.position), state: row.state };
  }

  /** Keeps a board, unless another process kept a later one of the same reducer. */
  async keep(tx: Tx, classKey: string, reducerVersion: string, { position, state }: Checkpoint): Promise<void> {
    await tx.query(
      `INSERT INTO situation_checkpoint (class_key, position, reducer_version, state, taken_at) VALUES ($1, $2, $3, $4::jsonb, $5)
       ON CONFLICT (class_key) DO UPDATE SET position = excluded.position, reducer_version = excluded.reducer_version, state = excluded.state, taken_at = excluded.taken_at
       WHERE situation_checkpoint.position < excluded.position OR situation_checkpoint.reducer_version <> excluded.reducer_version`,
      [classKey, position, reducerVersion, JSON.stringify(state), tx.now],
    );
  }

  /** Until where each class is kept by this very reducer. */
  async positions(reducerVersion: string): Promise<ReadonlyMap<string, number>> {
    const rows = await this.database.query<{ class_key: string; position: string }>(
      'SELECT class_key, position::text AS position FROM situation_checkpoint WHERE reducer_version = $1',
      [reducerVersion],
    );
    return new Map(rows.map(({ class_key: key, position }) => [key, Number(position)]));
  }

  async keepOnly(tx: Tx, classKeys: readonly string[]): Promise<void> {
    await tx.query('DELETE FROM situation_checkpoint WHERE class_key <> ALL($1::text[])', [classKeys]);
  }
}
