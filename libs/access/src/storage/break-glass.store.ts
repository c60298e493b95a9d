import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '@bongsu/platform';
import { In } from 'typeorm';
import type { BreakGlassList, BreakGlassOutcome, BreakGlassSubject } from '../contract';
import { BreakGlassEntity } from './lent-grants.entity';

/** What a reader may review: everything, or what concerns one of her missions. */
export type Reviewable = '*' | readonly string[];

const CONCERNS = `($2::text[] IS NULL OR b.subject_id = ANY($2::text[]) OR b.home_missions && $2::text[])`;
const LIST: Readonly<Record<BreakGlassList, string>> = {
  mine: `b.account_id = $1 AND b.ended_at IS NULL AND b.until_at > $3 AND ($2::text[] IS NULL OR true)`,
  'to-review': `b.reviewed_at IS NULL AND b.account_id <> $1 AND ${CONCERNS} AND $3::timestamptz IS NOT NULL`,
  reviewed: `b.reviewed_at IS NOT NULL AND (b.account_id = $1 OR ${CONCERNS}) AND $3::timestamptz IS NOT NULL`,
};

@Injectable()
export class BreakGlassStore {
  constructor(private readonly database: Database) {}

  async add(tx: Tx, row: Omit<BreakGlassEntity, 'endedAt' | 'reviewedAt' | 'reviewedBy' | 'outcome' | 'note'>): Promise<void> {
    await tx.manager.insert(BreakGlassEntity, { ...row, endedAt: null, reviewedAt: null, reviewedBy: null, outcome: null, note: null });
  }

  /** One of them, held until the unit of work ends. */
  async lock(tx: Tx, id: string): Promise<BreakGlassEntity | null> {
    await tx.query('SELECT 1 AS one FROM access_break_glass WHERE id = $1 FOR UPDATE', [id]);
    return tx.manager.findOneBy(BreakGlassEntity, { id });
  }

  /** Whether somebody has the same open. */
  async hasOpen(tx: Tx, accountId: string, subject: BreakGlassSubject): Promise<boolean> {
    const rows = await tx.query(
      'SELECT 1 AS one FROM access_break_glass WHERE account_id = $1 AND subject_type = $2 AND subject_id = $3 AND ended_at IS NULL AND until_at > $4',
      [accountId, subject.type, subject.id, tx.now],
    );
    return rows.length > 0;
  }

  async end(tx: Tx, id: string, at: string): Promise<void> {
    await tx.query('UPDATE access_break_glass SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL RETURNING 1 AS one', [id, at]);
  }

  async review(tx: Tx, id: string, outcome: BreakGlassOutcome, note: string | null): Promise<void> {
    await tx.query(
      'UPDATE access_break_glass SET reviewed_at = $2, reviewed_by = $3, outcome = $4, note = $5 WHERE id = $1 AND reviewed_at IS NULL RETURNING 1 AS one',
      [id, tx.now, tx.actor.id, outcome, note],
    );
  }

  byId(id: string): Promise<BreakGlassEntity | null> {
    return this.database.source.manager.findOneBy(BreakGlassEntity, { id });
  }

  /** A list, the newest first, before `before`; one more than `limit` says that there is a next page. */
  async page(
    list: BreakGlassList,
    reader: { id: string; may: Reviewable },
    now: string,
    limit: number,
    before: string | null,
  ): Promise<BreakGlassEntity[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT b.id FROM access_break_glass b WHERE ${LIST[list]} AND ($4::uuid IS NULL OR b.id < $4::uuid) ORDER BY b.id DESC LIMIT $5`,
      [reader.id, reader.may === '*' ? null : [...reader.may], now, before, limit + 1],
    );
    const ids = rows.map(({ id }) => id);
    return ids.length === 0 ? [] : this.database.source.manager.find(BreakGlassEntity, { where: { id: In(ids) }, order: { id: 'DESC' } });
  }
}
