import { Injectable } from '@nestjs/common';
import { EffectiveGrants } from '@bongsu/access';
import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { type Actor, UnitOfWork, actingAs } from '@bongsu/platform';
import { EXPORT_ROWS_MAX, ExportFailed, type ExportFailure, ExportMade } from '../contract';
import type { ExportSheet } from '../domain/export-sheet';
import { type ExportOrder, failExport, finishExport } from '../domain/export-order';
import { ExportStore } from '../storage/export.store';
import { exportAbout } from './export-entries';
import { noSuchExport } from './export-refusals';
import type { RowSource } from './export-rows';
import { ReportRows } from './report-rows';
import { StaffRows } from './staff-rows';

/**
 * Makes the file of an export that may be made: with the rights that its asker has at this moment, whatever she had when she asked. Everybody whose
 * data is opened is on record before it is. A second delivery finds it made and does nothing.
 */
@Injectable()
export class PrepareExport {
  constructor(
    private readonly work: UnitOfWork,
    private readonly exports: ExportStore,
    private readonly grants: EffectiveGrants,
    private readonly reports: ReportRows,
    private readonly staff: StaffRows,
  ) {}

  async execute({ exportId }: { exportId: string }, actor: Actor): Promise<Result<{ made: boolean }, Refusal>> {
    const order = await this.exports.find(exportId);
    if (order?.stage !== 'preparing') return ok({ made: false });
    const read = await this.readAsAsker(order, actor);
    return typeof read === 'string' ? this.fail(order, read, actor) : this.finish(order, read, actor);
  }

  /** By the one who asked, as she may act at this moment, from wherever she asked. What is read goes on record in her name, with the export's id. */
  private async readAsAsker(order: ExportOrder, actor: Actor): Promise<ExportSheet | ExportFailure> {
    const { id, orderedBy, address, device } = order;
    const person = await this.grants.personNow(orderedBy);
    if (person === null) return 'right-gone';
    const asker = { ...person, correlationId: id, from: { address, device } };
    return actingAs(asker, () => this.read(order, asker, actor));
  }

  /** With her eyes: what the database would not show her is not there. */
  private async read(order: ExportOrder, asker: Actor, actor: Actor): Promise<ExportSheet | ExportFailure> {
    const reading = { actor: asker, action: 'situation.prepare-export', basis: order.legalBasis };
    const source = await (order.kind === 'reports' ? this.reports : this.staff).of({ order, reading });
    if (source === null) return 'right-gone';
    return source.total > EXPORT_ROWS_MAX ? 'too-large' : this.collect(source, order, actor);
  }

  /** How far it is stands in the row after each batch, so that whoever waits sees it move. */
  private async collect(source: RowSource, { id }: ExportOrder, actor: Actor): Promise<ExportSheet> {
    const rows: ExportSheet['rows'][number][] = [];
    const ids: string[] = [];
    const subjects: ExportSheet['subjects'][number][] = [];
    const tell = () =>
      this.work.run(beside(actor), async (tx) => {
        await this.exports.progress(tx, id, Math.min(rows.length, source.total), source.total);
        return ok(null);
      });
    await tell();
    for await (const batch of source.batches()) {
      rows.push(...batch.rows);
      ids.push(...batch.ids);
      subjects.push(...batch.subjects);
      await tell();
    }
    return { columns: source.columns, rows, ids, subjects };
  }

  private finish({ id }: ExportOrder, sheet: ExportSheet, actor: Actor): Promise<Result<{ made: boolean }, Refusal>> {
    return this.work.run<{ made: boolean }, Refusal>(actor, async (tx) => {
      const order = await this.exports.lock(tx, id);
      if (order === null) return noSuchExport;
      const made = finishExport(order, sheet.rows.length, tx.now);
      if (!made.ok) return made;
      await this.exports.save(tx, made.value);
      await this.exports.keepSheet(tx, id, sheet);
      const body = { ...exportAbout(order).body, rows: sheet.rows.length, availableUntil: made.value.availableUntil ?? tx.now };
      tx.append(ExportMade.of({ ...exportAbout(order), body }));
      return ok({ made: true });
    });
  }

  /** Kept and told, then refused: the job did nothing and says so. */
  private async fail({ id }: ExportOrder, failure: ExportFailure, actor: Actor): Promise<Result<never, Refusal>> {
    await this.work.run<null, Refusal>(beside(actor), async (tx) => {
      const order = await this.exports.lock(tx, id);
      if (order === null) return noSuchExport;
      const failed = failExport(order, failure);
      if (!failed.ok) return failed;
      await this.exports.save(tx, failed.value);
      tx.append(ExportFailed.of({ ...exportAbout(order), body: { ...exportAbout(order).body, failure } }));
      return ok(null);
    });
    return failure === 'right-gone' ? rightGone : tooLarge;
  }
}

/** The same actor for a unit that is not the one that keeps the promise. */
const beside = ({ once: _once, ...actor }: Actor): Actor => actor;

const rightGone = refuse(
  'forbidden',
  'situation.export-right-gone',
  'Whoever asked for this export no longer has the right to. Nothing was made.',
  'Ask for it anew yourself if it is still needed.',
);
const tooLarge = refuse(
  'conflict',
  'situation.export-too-large',
  `An export holds at most ${String(EXPORT_ROWS_MAX)} rows. Nothing was made.`,
  'Ask for fewer missions or a shorter time.',
);
