import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import { DossierStore } from '../storage/dossier.store';

/**
 * An incident was sealed, or its seal was lifted: its requests' rows follow, as the seal stands when this runs. Nobody waits for it: lists, dossiers,
 * figures and row policies ask the seal itself.
 */
@Injectable()
export class FollowSeal {
  constructor(
    private readonly work: UnitOfWork,
    private readonly dossiers: DossierStore,
  ) {}

  execute({ incidentId }: { readonly incidentId: string }, actor: Actor): Promise<Result<null, Refusal>> {
    return this.work.run(actor, async (tx) => {
      await this.dossiers.followSeal(tx, incidentId);
      return ok(null);
    });
  }
}
