import { Injectable } from '@nestjs/common';
import type { Refusal, Result } from '@bongsu/kernel';
import type { Tx } from '@bongsu/platform';
import { StaffStore, StockStore } from '@bongsu/resources';
import type { Dossier } from '../domain/dossier';
import { type WithdrawalCause, withdrawRequest } from '../domain/end-request';
import { RecordStep } from './record-step';

/** Withdraws a locked request: offers are withdrawn, what has not left is called off, and its promises are free again. */
@Injectable()
export class RecordWithdrawal {
  constructor(
    private readonly staff: StaffStore,
    private readonly stock: StockStore,
    private readonly steps: RecordStep,
  ) {}

  async record(tx: Tx, dossier: Dossier, reason: string, cause: WithdrawalCause): Promise<Result<Dossier, Refusal>> {
    const decision = withdrawRequest(dossier, reason, tx.now, cause);
    if (!decision.ok) return decision;
    const { deployments, shipments } = decision.value.calledOff;
    if (deployments.length > 0)
      await this.staff.release(
        tx,
        deployments.map(({ staffId }) => staffId),
      );
    for (const { offerId } of shipments) await this.stock.release(tx, offerId);
    return this.steps.record(tx, dossier, decision.value);
  }
}
