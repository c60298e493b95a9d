import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import type { SupportRequestDetail } from '../contract';
import { DossierStore } from '../storage/dossier.store';
import { admitToRequest } from './admission';
import { RecordWithdrawal } from './record-withdrawal';
import { ShowDispatch } from './show-dispatch';

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
    private readonly withdrawal: RecordWithdrawal,
    private readonly show: ShowDispatch,
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
      const saved = await this.withdrawal.record(tx, admitted.value, command.reason, 'withdrawn-by-requester');
      return saved.ok ? ok(await this.show.request(saved.value, actor, tx)) : saved;
    });
  }
}
