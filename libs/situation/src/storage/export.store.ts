import { Injectable } from '@nestjs/common';
import { type Instant, Sensitive } from '@bongsu/kernel';
import { ReportExtracts } from '@bongsu/incidents';
import { AccessRecords, Database, PersonalData, type Reading, type Tx } from '@bongsu/platform';
import { LessThan } from 'typeorm';
import { type ExportSheet, sheetOf } from '../domain/export-sheet';
import type { ExportOrder } from '../domain/export-order';
import { ExportCopyEntity, ExportEntity } from './export.entity';
import { exportData } from './personal-data';

const EXPORT_RECORDS_KEPT_YEARS = 2;
const NUMBERS = 'situation_export_number';

/** A copy that left the house. */
export type ExportCopy = Readonly<ExportCopyEntity>;

/** Without the file, which can be long. */
const head = {
  id: true,
  reference: true,
  kind: true,
  content: true,
  incidentId: true,
  missionIds: true,
  fromAt: true,
  toAt: true,
  language: true,
  reason: true,
  legalBasis: true,
  caseReference: true,
  stage: true,
  missionId: true,
  orderedBy: true,
  orderedAt: true,
  address: true,
  device: true,
  proposalId: true,
  agreedBy: true,
  done: true,
  total: true,
  failure: true,
  readyAt: true,
  availableUntil: true,
  copies: true,
} as const satisfies Record<keyof ExportOrder, true>;

/** Exports. The file goes in and comes out encrypted; taking it out is a reading of everybody in it. */
@Injectable()
export class ExportStore {
  constructor(
    private readonly database: Database,
    private readonly personalData: PersonalData,
    private readonly records: AccessRecords,
    private readonly reports: ReportExtracts,
  ) {}

  nextNumber(tx: Tx): Promise<number> {
    return tx.next(NUMBERS);
  }

  async add(tx: Tx, order: ExportOrder): Promise<void> {
    await tx.manager.insert(ExportEntity, { ...order, sheet: null });
  }

  async lock(tx: Tx, id: string): Promise<ExportOrder | null> {
    await tx.query('SELECT 1 AS one FROM situation_export WHERE id = $1 FOR UPDATE', [id]);
    return tx.manager.findOne(ExportEntity, { select: head, where: { id } });
  }

  /** How far it is; whoever calls holds it locked. */
  async save(tx: Tx, { id, stage, agreedBy, done, total, failure, readyAt, availableUntil, copies }: ExportOrder): Promise<void> {
    await tx.manager.update(ExportEntity, { id }, { stage, agreedBy, done, total, failure, readyAt, availableUntil, copies });
  }

  /** Tells how far the making is, for those who watch. */
  async progress(tx: Tx, id: string, done: number, total: number): Promise<void> {
    await tx.query("UPDATE situation_export SET done = $2, total = $3 WHERE id = $1 AND stage = 'preparing' RETURNING 1 AS one", [
      id,
      done,
      total,
    ]);
  }

  /** Keeps the file under a key that is made with it and destroyed when its time is over. */
  async keepSheet(tx: Tx, id: string, sheet: ExportSheet): Promise<void> {
    const sealer = await this.personalData.forNew(tx, exportData, id);
    await tx.manager.update(ExportEntity, { id }, { sheet: sealer.seal('sheet', Sensitive.of(JSON.stringify(sheet))) });
  }

  /**
   * The file in clear, and on record that everybody in it was read. Reports that whoever takes it does not see any more are left out without a word: that
   * one was sealed is not told. Null when it was let go of, or when somebody in it was erased since it was made: a copy would bring back what is gone.
   */
  async openSheet(tx: Tx, { id, kind, incidentId }: ExportOrder, reading: Reading): Promise<ExportSheet | null> {
    const row = await tx.manager.findOneBy(ExportEntity, { id });
    if (row?.sheet == null) return null;
    const { sheet } = await this.personalData.openOne({ ...reading, tx }, exportData, row, { only: ['sheet'], caseOf: () => incidentId });
    if (sheet === null || sheet.isErased) return null;
    const kept = JSON.parse(sheet.reveal()) as ExportSheet;
    const clear = kind === 'reports' ? sheetOf(kept, await this.reports.seenNow(tx, kept.ids)) : kept;
    if (await this.someErased(tx, clear)) return null;
    await this.records.write({ ...reading, tx }, clear.subjects);
    return clear;
  }

  async addCopy(tx: Tx, copy: ExportCopy): Promise<void> {
    await tx.manager.insert(ExportCopyEntity, copy);
  }

  find(id: string): Promise<ExportOrder | null> {
    return this.database.source.manager.findOne(ExportEntity, { select: head, where: { id } });
  }

  /** What somebody asked for, the latest first, before the id `before`. */
  of(orderedBy: string, before: string | null, limit: number): Promise<ExportOrder[]> {
    const where = { orderedBy, ...(before === null ? {} : { id: LessThan(before) }) };
    return this.database.source.manager.find(ExportEntity, { select: head, where, order: { id: 'DESC' }, take: limit });
  }

  async copyByMark(mark: string): Promise<{ copy: ExportCopy; order: ExportOrder } | null> {
    const copy = await this.database.source.manager.findOneBy(ExportCopyEntity, { mark });
    const order = copy === null ? null : await this.find(copy.exportId);
    return copy === null || order === null ? null : { copy, order };
  }

  /** Lets go of files whose time is over. Their keys the purge destroys, with evidence; this frees the place. */
  async letGo(now: Instant): Promise<void> {
    await this.database.query(
      `UPDATE situation_export SET stage = 'gone', sheet = NULL WHERE stage = 'ready' AND available_until <= $1
          AND NOT EXISTS (SELECT FROM platform_data_key WHERE subject_type = 'export' AND subject_id = situation_export.id::text AND destroyed_at IS NULL)`,
      [now],
    );
  }

  /** Lets go of the records of exports that are two years old, with those of their copies: how many, and SHA-256 over their ids. The database itself sees to the time. */
  async letGoOfRecords(tx: Tx): Promise<{ count: number; digest: string }> {
    const [gone] = await tx.query<{ count: number; digest: string }>(
      'SELECT count::int AS count, digest FROM situation_release_exports($1::timestamptz - make_interval(years => $2))',
      [tx.now, EXPORT_RECORDS_KEPT_YEARS],
    );
    return gone ?? { count: 0, digest: '' };
  }

  private async someErased(tx: Tx, { subjects }: ExportSheet): Promise<boolean> {
    const [row] = await tx.query<{ erased: boolean }>(
      `SELECT EXISTS (
         SELECT FROM unnest($1::text[], $2::text[]) AS in_it (type, id)
           JOIN platform_data_key AS k ON k.subject_type = in_it.type AND k.subject_id = in_it.id WHERE k.destroyed_at IS NOT NULL) AS erased`,
      [subjects.map(({ type }) => type), subjects.map(({ id }) => id)],
    );
    return row?.erased === true;
  }
}
