import { Inject, Injectable } from '@nestjs/common';
import { type Clock, newId, ok } from '@bongsu/kernel';
import { CLOCK, ReleasedByRetention, type ReleasesRows, UnitOfWork, systemActor } from '@bongsu/platform';
import { PersonalDataPurged } from '@bongsu/platform/contract';
import { ExportStore } from './export.store';
import { EXPORT_RECORD } from './personal-data';

/**
 * Files whose key the purge has destroyed. What was asked for, by whom and why, and every copy stay on record for two years; then the rows go, and an
 * entry with count and hash says so.
 */
@Injectable()
@ReleasedByRetention()
export class ExportRetention implements ReleasesRows {
  constructor(
    private readonly exports: ExportStore,
    private readonly work: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async release(): Promise<void> {
    await this.exports.letGo(this.clock.now());
    await this.work.run(systemActor('retention', newId()), async (tx) => {
      const gone = await this.exports.letGoOfRecords(tx);
      const about = { subject: { type: 'retention-class', id: EXPORT_RECORD }, audience: [] };
      const body = { retentionClass: EXPORT_RECORD, ...gone };
      if (gone.count > 0) tx.append(PersonalDataPurged.of({ ...about, body }));
      return ok(null);
    });
  }
}
