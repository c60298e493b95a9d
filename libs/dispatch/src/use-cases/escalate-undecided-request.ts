import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import { isPlannable } from '../domain/support-request';
import { DossierStore } from '../storage/dossier.store';
import { LaneDelivery, nothingToDo } from './lane-delivery';
import { RecordStep } from './record-step';

/**
 * The time to decide on a request is over: what never left a lane moves on, what was never planned goes before headquarters. Throws when
 * called before the deadline in the row: whoever called comes back.
 */
@Injectable()
export class EscalateUndecidedRequest {
  constructor(
    private readonly work: UnitOfWork,
    private readonly dossiers: DossierStore,
    private readonly delivery: LaneDelivery,
    private readonly steps: RecordStep,
  ) {}

  execute({ requestId }: { readonly requestId: string }, actor: Actor): Promise<Result<null, Refusal>> {
    return this.work.run(actor, async (tx): Promise<Result<null, Refusal>> => {
      const dossier = await this.dossiers.lock(tx, { requestId });
      if (dossier === null || !isPlannable(dossier.request.state)) return nothingToDo;
      const { decisionDueAt } = dossier.request;
      if (decisionDueAt !== null && decisionDueAt > tx.now) throw new Error('the decision is not overdue yet');
      const decision = await this.delivery.escalateWaiting(tx, dossier);
      if (!decision.ok) return decision;
      const saved = await this.steps.record(tx, dossier, decision.value);
      return saved.ok ? ok(null) : saved;
    });
  }
}
