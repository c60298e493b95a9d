import { Injectable } from '@nestjs/common';
import type { Refusal, Result } from '@bongsu/kernel';
import { type Actor, HandlesJob, type JobHandler, type PayloadOf, RoutesEntries, defineJob, promise, route } from '@bongsu/platform';
import { z } from 'zod';
import { ExportReleased } from '../contract';
import { PrepareExport } from '../use-cases/prepare-export';

/** Makes the file of an export. The payload names it; whose data is in it stands in no queue. */
export const prepareExport = defineJob({
  name: 'situation.prepare-export',
  queue: 'exports',
  actsFor: 'house',
  because: 'it is caused by whoever agreed, and reads with the present rights and eyes of whoever asked',
  schema: z.strictObject({ exportId: z.uuid() }),
  attempts: 8,
  backoff: { type: 'exponential', delayMs: 1_000 },
});

@Injectable()
@HandlesJob(prepareExport)
export class PrepareExportJob implements JobHandler<typeof prepareExport> {
  constructor(private readonly useCase: PrepareExport) {}

  handle(payload: PayloadOf<typeof prepareExport>, actor: Actor): Promise<Result<unknown, Refusal>> {
    return this.useCase.execute(payload, actor);
  }
}

@Injectable()
@RoutesEntries()
export class ExportRoutes {
  readonly routes = [route(ExportReleased, ({ body: { exportId } }) => [promise(prepareExport, { exportId }, { key: exportId })])];
}
