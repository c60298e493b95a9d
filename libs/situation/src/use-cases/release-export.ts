import { Injectable } from '@nestjs/common';
import { type DecidingPerson, type ExecutesProposal, ExecutesTwoPersonAct } from '@bongsu/access';
import type { PayloadOfAct } from '@bongsu/access/contract';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import type { Tx } from '@bongsu/platform';
import { bulkExport } from '../contract';
import { releaseExport } from '../domain/export-order';
import { ExportStore } from '../storage/export.store';
import { exportReleased } from './export-entries';
import { noSuchExport } from './export-refusals';

/** A second person agreed: the file may be made. What the first one may read is asked when it is made. */
@Injectable()
@ExecutesTwoPersonAct(bulkExport)
export class ReleaseExport implements ExecutesProposal<typeof bulkExport> {
  constructor(private readonly exports: ExportStore) {}

  async execute(
    { exportId }: PayloadOfAct<typeof bulkExport>,
    tx: Tx,
    { confirmer }: { confirmer: DecidingPerson },
  ): Promise<Result<null, Refusal>> {
    const order = await this.exports.lock(tx, exportId);
    if (order === null) return noSuchExport;
    const released = releaseExport(order, confirmer.id);
    if (!released.ok) return released;
    await this.exports.save(tx, released.value);
    tx.append(exportReleased(released.value));
    return ok(null);
  }
}
