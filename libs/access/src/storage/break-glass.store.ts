import { Injectable } from '@nestjs/common';
import { Sensitive } from '@bongsu/kernel';
import { Database, type Opened, PersonalData, type Reading, type Tx, type Visibility, sealsOf, unsealedTo } from '@bongsu/platform';
import { In } from 'typeorm';
import type { BreakGlassList, BreakGlassOutcome, BreakGlassSubject } from '../contract';
import { BreakGlassEntity } from './lent-grants.entity';
import { breakGlassData } from './personal-data';

/** What a reader may review: everything, or what concerns one of her missions. */
export type Reviewable = '*' | readonly string[];

const CONCERNS = `($2::text[] IS NULL OR b.subject_id = ANY($2::text[]) OR b.home_missions && $2::text[]
                    OR b.subject_type = 'incident' AND $7::boolean AND b.subject_id = ANY($6::text[]))`;
/** Of a glass that was broken on a sealed incident those on its list hear, and nobody else. */
const shown = (row: string, parameter: string): string =>
  `(${row}subject_type <> 'incident' OR ${unsealedTo(`${row}subject_id`, parameter)})`;
const LIST: Readonly<Record<BreakGlassList, string>> = {
  mine: `b.account_id = $1 AND b.ended_at IS NULL AND b.until_at > $3 AND ($2::text[] IS NULL OR $7::boolean IS NOT NULL)`,
  'to-review': `b.reviewed_at IS NULL AND b.account_id <> $1 AND ${CONCERNS} AND $3::timestamptz IS NOT NULL`,
  reviewed: `b.reviewed_at IS NOT NULL AND (b.account_id = $1 OR ${CONCERNS}) AND $3::timestamptz IS NOT NULL`,
};

export type NewBreakGlass = Omit<BreakGlassEntity, 'reason' | 'endedAt' | 'reviewedAt' | 'reviewedBy' | 'outcome' | 'note'> & {
  readonly reason: string;
};

@Injectable()
export class BreakGlassStore {
  constructor(
    private readonly database: Database,
    private readonly personalData: PersonalData,
  ) {}

  async add(tx: Tx, row: NewBreakGlass): Promise<void> {
    const sealer = await this.personalData.forNew(tx, breakGlassData, row.id);
    const reason = sealer.seal('reason', Sensitive.of(row.reason));
    await tx.manager.insert(BreakGlassEntity, {
      ...row,
      reason,
      endedAt: null,
      reviewedAt: null,
      reviewedBy: null,
      outcome: null,
      note: null,
    });
  }

  /** One of them, held until the unit of work ends; null when it was broken on a sealed incident that these eyes do not see. */
  async lock(tx: Tx, id: string, eyes: Pick<Visibility, 'seals'>): Promise<BreakGlassEntity | null> {
    const rows = await tx.query(`SELECT 1 AS one FROM access_break_glass WHERE id = $1 AND ${shown('', '$2')} FOR UPDATE`, [
      id,
      sealsOf(eyes),
    ]);
    if (rows.length === 0) return null;
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
    const sealed = note === null ? null : (await this.personalData.forKnown(tx, breakGlassData, id)).seal('note', Sensitive.of(note));
    await tx.query(
      'UPDATE access_break_glass SET reviewed_at = $2, reviewed_by = $3, outcome = $4, note = $5 WHERE id = $1 AND reviewed_at IS NULL RETURNING 1 AS one',
      [id, tx.now, tx.actor.id, outcome, sealed],
    );
  }

  /** With the words of whoever broke and of whoever reviewed it; that they were read goes on record. */
  explained(reading: Reading, rows: readonly BreakGlassEntity[]): Promise<Opened<BreakGlassEntity>[]> {
    // Of a sealed incident not even that its glass was read about is on record for those off its list.
    const caseOf = ({ subjectType, subjectId }: BreakGlassEntity) => (subjectType === 'incident' ? subjectId : null);
    return this.personalData.open(reading, breakGlassData, rows, { caseOf });
  }

  /** Ends what somebody has open on a sealed incident: she was taken off its list. Which that were. */
  async endOn(tx: Tx, accountId: string, incidentId: string): Promise<BreakGlassEntity[]> {
    const ended = await tx.query<{ id: string }>(
      `UPDATE access_break_glass SET ended_at = $3 WHERE account_id = $1 AND subject_type = 'incident' AND subject_id = $2 AND ended_at IS NULL AND until_at > $3
       RETURNING id`,
      [accountId, incidentId, tx.now],
    );
    return ended.length === 0 ? [] : tx.manager.findBy(BreakGlassEntity, { id: In(ended.map(({ id }) => id)) });
  }

  async byId(id: string, eyes: Pick<Visibility, 'seals'>): Promise<BreakGlassEntity | null> {
    const rows = await this.database.query(`SELECT 1 AS one FROM access_break_glass WHERE id = $1 AND ${shown('', '$2')}`, [
      id,
      sealsOf(eyes),
    ]);
    return rows.length === 0 ? null : this.database.source.manager.findOneBy(BreakGlassEntity, { id });
  }

  /** A list, the newest first, before `before`; one more than `limit` says that there is a next page. */
  async page(
    list: BreakGlassList,
    reader: { id: string; may: Reviewable; mayAnywhere: boolean; eyes: Pick<Visibility, 'seals'> },
    now: string,
    limit: number,
    before: string | null,
  ): Promise<BreakGlassEntity[]> {
    const rows = await this.database.query<{ id: string }>(
      `SELECT b.id FROM access_break_glass b WHERE ${LIST[list]} AND ${shown('b.', '$6')} AND ($4::uuid IS NULL OR b.id < $4::uuid)
        ORDER BY b.id DESC LIMIT $5`,
      [reader.id, reader.may === '*' ? null : [...reader.may], now, before, limit + 1, sealsOf(reader.eyes), reader.mayAnywhere],
    );
    const ids = rows.map(({ id }) => id);
    return ids.length === 0 ? [] : this.database.source.manager.find(BreakGlassEntity, { where: { id: In(ids) }, order: { id: 'DESC' } });
  }
}
