import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import { ExportCopied } from '../contract';
import { type ExportOrder, exportGone, takeable } from '../domain/export-order';
import { type ExportSheet, csvOf } from '../domain/export-sheet';
import { type ExportCopy, ExportStore } from '../storage/export.store';
import { exportAbout } from './export-entries';
import { ExportMarks } from './export-marks';
import { noSuchExport, refuseUnlessMayTakeOut } from './export-refusals';

/** RFC 4648 base 32: no letter is taken for a digit. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const MARK_LETTERS = 6;

/** A copy to hand out. */
export interface TakenExport {
  readonly fileName: string;
  readonly csv: string;
}

/**
 * Hands out the file to whoever asked for it and to nobody else, as long as it is kept. Each taking is a copy with a mark of its own in every row, and
 * on record for every person in it.
 */
@Injectable()
export class TakeExport {
  constructor(
    private readonly work: UnitOfWork,
    private readonly exports: ExportStore,
    private readonly marks: ExportMarks,
  ) {}

  async execute(exportId: string, actor: Actor): Promise<Result<TakenExport, Refusal>> {
    const taken = await this.take(exportId, actor);
    if (!taken.ok) return taken;
    const { order, copy, sheet } = taken.value;
    const said = await this.marks.of(order, copy, sheet.rows.length, actor);
    const columns = sheet.columns.map(said.column);
    return ok({ fileName: `${copy.mark}.csv`, csv: csvOf({ ...sheet, columns }, { text: copy.mark, column: said.copy }, said) });
  }

  /** On record before a byte of it leaves. */
  private take(exportId: string, actor: Actor): Promise<Result<Taken, Refusal>> {
    return this.work.run<Taken, Refusal>(actor, async (tx) => {
      const order = await this.exports.lock(tx, exportId);
      if (order === null || actor.kind !== 'person' || order.orderedBy !== actor.id) return noSuchExport;
      const permitted = refuseUnlessMayTakeOut(actor, order, order.missionId);
      if (!permitted.ok) return permitted;
      const possible = takeable(order, tx.now);
      if (!possible.ok) return possible;
      const reading = { actor: { ...actor, correlationId: order.id }, action: 'situation.take-export', basis: order.legalBasis, tx };
      const sheet = await this.exports.openSheet(tx, order, reading);
      if (sheet === null) return exportGone;
      const copy = copyOf(order, actor, tx.now);
      await this.exports.addCopy(tx, copy);
      await this.exports.save(tx, { ...order, copies: order.copies + 1 });
      tx.append(ExportCopied.of({ ...exportAbout(order), body: { ...exportAbout(order).body, mark: copy.mark, rows: sheet.rows.length } }));
      return ok({ order, copy, sheet });
    });
  }
}

interface Taken {
  readonly order: ExportOrder;
  readonly copy: ExportCopy;
  readonly sheet: ExportSheet;
}

function copyOf({ id, reference, copies }: ExportOrder, { id: takenBy, from }: Actor, takenAt: string): ExportCopy {
  const letters = Array.from({ length: MARK_LETTERS }, () => ALPHABET.charAt(randomInt(ALPHABET.length))).join('');
  const [address, device] = [from?.address ?? 'inside', from?.device ?? 'inside'];
  return { mark: `${reference}-${String(copies + 1)}-${letters}`, exportId: id, takenBy, takenAt, address, device };
}
