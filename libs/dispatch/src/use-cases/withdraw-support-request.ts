import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import { StaffStore, StockStore } from '@bongsu/resources';
import type { SupportRequestDetail } from '../contract';
import { withdrawRequest } from '../domain/end-request';
import { DossierStore } from '../storage/dossier.store';
import { admitToRequest } from './admission';
import { RecordStep } from './record-step';
import { requestDetail } from './views';

export interface WithdrawSupportRequestCommand {
  readonly requestId: string;
  readonly reason: string;
  readonly ifVersion: number | undefined;
}

/** The mission no longer asks: offers are withdrawn, what has not left is called off, and its promises are free again. */
@Injectable()
export class WithdrawSupportRequest {
  constructor(
    private readonly work: UnitOfWork,
    private readonly dossiers: DossierStore,
    private readonly staff: StaffStore,
    private readonly stock: StockStore,
    private readonly steps: RecordStep,
  ) {}

  execute(command: WithdrawSupportRequestCommand, actor: Actor): Promise<Result<SupportRequestDetail, Refusal>> {
    return this.work.run(actor, async (tx): Promise<Result<SupportRequestDetail, Refusal>> => {
      const admitted = admitToRequest(
        await this.dossiers.lock(tx, { requestId: command.requestId }),
        actor,
        'dispatch.request.withdraw',
        command.ifVersion,
      );
      if (!admitted.ok) return admitted;
      const decision = withdrawRequest(admitted.value, command.reason, tx.now);
      if (!decision.ok) return decision;
      const { deployments, shipments } = decision.value.calledOff;
      if (deployments.length > 0)
        await this.staff.release(
          tx,
          deployments.map(({ staffId }) => staffId),
        );
      for (const { offerId } of shipments) await this.stock.release(tx, offerId);
      const saved = await this.steps.record(tx, admitted.value, decision.value);
      return saved.ok ? ok(requestDetail(saved.value, actor)) : saved;
    });
  }
}
