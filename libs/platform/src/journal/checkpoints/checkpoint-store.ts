import { Injectable } from '@nestjs/common';
import type { Instant } from '@bongsu/kernel';
import { Database } from '../../database/database';
import { FIRST_SEAL } from '../seal';
import type { Checkpoint } from './checkpoint';
import { type PublicKey, type SigningKey, publicKeyOf } from './key';

export interface KeptCheckpoint {
  readonly id: number;
  readonly position: number;
  readonly seal: Buffer;
  readonly at: Instant;
  readonly jws: string;
}

interface Row {
  id: number;
  position: number;
  seal: Buffer;
  at: Date;
  jws: string;
}

export type Delivery = 'unfiled' | 'unsent';
const COLUMNS = 'id, position, seal, at, jws';

/** The record of checkpoints beside the journal. It is what has to be delivered and what was; the proof is the copy that lies elsewhere. */
@Injectable()
export class CheckpointStore {
  constructor(private readonly database: Database) {}

  async installation(): Promise<string> {
    const [row] = await this.database.query<{ id: string }>('SELECT id FROM platform_installation');
    if (row === undefined) throw new Error('this database has no installation id');
    return row.id;
  }

  /** The journal's last numbered entry; position 0 when it has none. */
  async head(): Promise<{ position: number; seal: Buffer }> {
    const [row] = await this.database.query<{ head: number; seal: Buffer }>(
      'SELECT position AS head, seal FROM journal_entry WHERE position IS NOT NULL ORDER BY journal_entry.position DESC LIMIT 1',
    );
    return row === undefined ? { position: 0, seal: FIRST_SEAL } : { position: row.head, seal: row.seal };
  }

  async sealAt(position: number): Promise<Buffer | null> {
    const [row] = await this.database.query<{ seal: Buffer }>('SELECT seal FROM journal_entry WHERE position = $1', [position]);
    return row?.seal ?? null;
  }

  /** How many entries stand after a position up to another. */
  async countBetween(after: number, until: number): Promise<number> {
    const [row] = await this.database.query<{ n: number }>(
      'SELECT count(*) AS n FROM journal_entry WHERE position > $1 AND position <= $2',
      [after, until],
    );
    return Number(row?.n);
  }

  async last(): Promise<KeptCheckpoint | null> {
    const [row] = await this.database.query<Row>(`SELECT ${COLUMNS} FROM journal_checkpoint ORDER BY id DESC LIMIT 1`);
    return row === undefined ? null : kept(row);
  }

  /** The last one that is not waiting to be filed. */
  async lastFiled(): Promise<KeptCheckpoint | null> {
    const [row] = await this.database.query<Row>(`SELECT ${COLUMNS} FROM journal_checkpoint WHERE NOT unfiled ORDER BY id DESC LIMIT 1`);
    return row === undefined ? null : kept(row);
  }

  /** The last one at or before a position. */
  async lastUpTo(position: number): Promise<KeptCheckpoint | null> {
    const [row] = await this.database.query<Row>(
      `SELECT ${COLUMNS} FROM journal_checkpoint WHERE position <= $1 ORDER BY position DESC, id DESC LIMIT 1`,
      [position],
    );
    return row === undefined ? null : kept(row);
  }

  /** Those at positions from one to another, in order. */
  async within(from: number, until: number, afterId: number, limit: number): Promise<KeptCheckpoint[]> {
    const rows = await this.database.query<Row>(
      `SELECT ${COLUMNS} FROM journal_checkpoint WHERE position BETWEEN $1 AND $2 AND id > $3 ORDER BY id LIMIT $4`,
      [from, until, afterId, limit],
    );
    return rows.map(kept);
  }

  /** False when another process was first with this occasion. */
  async add(
    { position, seal, at }: Checkpoint,
    jws: string,
    key: SigningKey,
    occasion: string,
    owed: Record<Delivery, boolean>,
  ): Promise<boolean> {
    await this.database.query('INSERT INTO journal_checkpoint_key (key_id, x, since) VALUES ($1, $2, $3) ON CONFLICT (key_id) DO NOTHING', [
      key.id,
      key.publicKey.x,
      at,
    ]);
    const added = await this.database.query<{ id: number }>(
      `INSERT INTO journal_checkpoint (occasion, position, seal, at, key_id, jws, unfiled, unsent)
       VALUES ($1, $2, decode($3, 'hex'), $4, $5, $6, $7, $8) ON CONFLICT (occasion) DO NOTHING RETURNING id`,
      [occasion, position, seal, at, key.id, jws, owed.unfiled, owed.unsent],
    );
    return added.length > 0;
  }

  /** Takes what is to be filed, so that two processes do not both file it. Put back with {@link owe} when it fails. */
  async takeUnfiled(): Promise<KeptCheckpoint[]> {
    const rows = await this.database.query<Row>(
      `WITH taken AS (UPDATE journal_checkpoint SET unfiled = false WHERE unfiled RETURNING ${COLUMNS}) SELECT * FROM taken ORDER BY id`,
    );
    return rows.map(kept);
  }

  async unsent(limit: number): Promise<KeptCheckpoint[]> {
    const rows = await this.database.query<Row>(`SELECT ${COLUMNS} FROM journal_checkpoint WHERE unsent ORDER BY id LIMIT $1`, [limit]);
    return rows.map(kept);
  }

  async sent(id: number): Promise<void> {
    await this.database.query('UPDATE journal_checkpoint SET unsent = false WHERE id = $1', [id]);
  }

  async owe(ids: readonly number[]): Promise<void> {
    await this.database.query('UPDATE journal_checkpoint SET unfiled = true WHERE id = ANY($1::bigint[])', [ids]);
  }

  /** Every key that has signed here, the oldest first. */
  async keys(): Promise<PublicKey[]> {
    const rows = await this.database.query<{ x: string }>('SELECT x FROM journal_checkpoint_key ORDER BY since, key_id');
    return rows.map(({ x }) => publicKeyOf(x));
  }
}

function kept({ id, position, seal, at, jws }: Row): KeptCheckpoint {
  return { id, position, seal, at: at.toISOString(), jws };
}
