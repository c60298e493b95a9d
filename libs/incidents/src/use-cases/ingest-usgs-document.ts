import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import type { RawDocument } from './feed-documents';
import { type IngestionOutcome, UsgsIngestion } from './usgs-ingestion';

/**
 * Takes in a USGS document that somebody hands in. A document that cannot be read is kept, which is an effect: its outcome is therefore a
 * value, and the edge says no.
 */
@Injectable()
export class IngestUsgsDocument {
  constructor(
    private readonly work: UnitOfWork,
    private readonly ingestion: UsgsIngestion,
  ) {}

  execute(document: RawDocument, actor: Actor): Promise<Result<IngestionOutcome, Refusal>> {
    return this.work.run(actor, async (tx) => ok(await this.ingestion.ingest(tx, document)));
  }
}
