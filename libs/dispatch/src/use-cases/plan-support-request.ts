import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import { needsPlan, planRequest } from '../domain/plan-request';
import { DossierStore } from '../storage/dossier.store';
import { HubFacts } from './hub-facts';
import { RecordStep } from './record-step';

/** Finds hubs for what of a request nobody covers, and puts an offer into the lane of each. */
@Injectable()
export class PlanSupportRequest {
  constructor(
    private readonly work: UnitOfWork,
    private readonly dossiers: DossierStore,
    private readonly hubs: HubFacts,
    private readonly steps: RecordStep,
  ) {}

  execute(command: { readonly requestId: string }, actor: Actor): Promise<Result<null, Refusal>> {
    return this.work.run(actor, async (tx): Promise<Result<null, Refusal>> => {
      const dossier = await this.dossiers.lock(tx, command);
      // Sealed from whoever asked since her right was looked at: thrown, so that it is looked at again, and nothing hangs.
      if (dossier === null) throw new Error('the request is not to be seen');
      if (!needsPlan(dossier)) return ok(null);
      const step = planRequest(dossier, await this.hubs.facts(tx, dossier));
      const saved = await this.steps.record(tx, dossier, step);
      return saved.ok ? ok(null) : saved;
    });
  }
}
