import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, newId, ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import type { OfferLine, SupportRequestDetail } from '../contract';
import { directRequest } from '../domain/direct-request';
import { DossierStore } from '../storage/dossier.store';
import { LaneStore } from '../storage/lane.store';
import { admitToRequest } from './admission';
import { HubNetwork } from './hub-network';
import { RecordStep } from './record-step';
import { ShowDispatch } from './show-dispatch';

export interface DirectRequestCommand {
  readonly requestId: string;
  readonly hubId: string;
  readonly lines: readonly OfferLine[];
  readonly ifVersion: number | undefined;
}

/** Headquarters asks a hub of its choice for what nobody covers. */
@Injectable()
export class DirectRequest {
  constructor(
    private readonly work: UnitOfWork,
    private readonly dossiers: DossierStore,
    private readonly lanes: LaneStore,
    private readonly network: HubNetwork,
    private readonly steps: RecordStep,
    private readonly show: ShowDispatch,
  ) {}

  execute(command: DirectRequestCommand, actor: Actor): Promise<Result<SupportRequestDetail, Refusal>> {
    return this.work.run(actor, async (tx): Promise<Result<SupportRequestDetail, Refusal>> => {
      const admitted = admitToRequest(
        await this.dossiers.lock(tx, { requestId: command.requestId }),
        actor,
        'dispatch.request.direct',
        command.ifVersion,
      );
      if (!admitted.ok) return admitted;
      const lane = (await this.lanes.inTransaction(tx)).get(command.hubId);
      const decision = directRequest(admitted.value, command, { now: tx.now, hubIds: this.network.hubIds(), lane, newId });
      if (!decision.ok) return decision;
      const saved = await this.steps.record(tx, admitted.value, decision.value);
      return saved.ok ? ok(await this.show.request(saved.value, actor, tx)) : saved;
    });
  }
}
