import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { IncidentDirectory } from '@bongsu/incidents';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import { requestTransitions } from '../domain/support-request';
import { DossierStore } from '../storage/dossier.store';
import { nothingToDo } from './lane-delivery';
import { RecordWithdrawal } from './record-withdrawal';

/**
 * An incident was closed though something was still asked for it: nobody may be sent to it any more, so its open requests are withdrawn
 * and what was promised is free again. What is on its way comes to its own end. Nothing happens when it was reopened meanwhile.
 */
@Injectable()
export class WithdrawRequestsOfClosedIncident {
  constructor(
    private readonly work: UnitOfWork,
    private readonly incidents: IncidentDirectory,
    private readonly dossiers: DossierStore,
    private readonly withdrawal: RecordWithdrawal,
  ) {}

  execute({ incidentId }: { readonly incidentId: string }, actor: Actor): Promise<Result<null, Refusal>> {
    return this.work.run(actor, async (tx): Promise<Result<null, Refusal>> => {
      const incident = await this.incidents.inTransaction(tx, incidentId);
      if (incident?.state !== 'closed' && incident?.state !== 'reviewed') return nothingToDo;
      for (const requestId of await this.dossiers.requestsOf(tx, incidentId)) {
        const dossier = await this.dossiers.lock(tx, { requestId });
        if (dossier === null || requestTransitions.next(dossier.request.state, 'withdraw') === undefined) continue;
        const saved = await this.withdrawal.record(tx, dossier, 'incident-closed', 'incident-closed');
        if (!saved.ok) return saved;
      }
      return ok(null);
    });
  }
}
