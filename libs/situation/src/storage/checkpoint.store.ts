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
}
