import { Injectable } from '@nestjs/common';
import type { Instant, Refusal, Result } from '@bongsu/kernel';
import { ok } from '@bongsu/kernel';
import type { Permission } from '@bongsu/access';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import type { SupportRequestDetail } from '../contract';
import { declineRequest } from '../domain/direct-request';
import type { Decided, Dossier } from '../domain/dossier';
import { closeRequest, releaseRequest } from '../domain/end-request';
import { DossierStore } from '../storage/dossier.store';
import { admitToRequest } from './admission';
import { RecordStep } from './record-step';
import { ShowDispatch } from './show-dispatch';

export interface EndSupportRequestCommand {
  readonly requestId: string;
  readonly ifVersion: number | undefined;
}

type Ending = (dossier: Dossier, now: Instant) => Decided;

/** The three ways in which a request ends without touching what is promised: declined by headquarters, released, closed. */
@Injectable()
export class EndSupportRequest {
  constructor(
    private readonly work: UnitOfWork,
    private readonly dossiers: DossierStore,
    private readonly steps: RecordStep,
    private readonly show: ShowDispatch,
  ) {}

  /** Headquarters decides that what nobody covers will not be provided. */
  decline(command: EndSupportRequestCommand & { readonly reason: string }, actor: Actor): Promise<Result<SupportRequestDetail, Refusal>> {
    return this.end(command, actor, 'dispatch.request.direct', (dossier) => declineRequest(dossier, command.reason));
  }

  /** The task is done: everyone who serves under this request may go home. */
  release(command: EndSupportRequestCommand, actor: Actor): Promise<Result<SupportRequestDetail, Refusal>> {
    return this.end(command, actor, 'dispatch.request.withdraw', releaseRequest);
  }

  /** Everybody is home: the file is closed. */
  close(command: EndSupportRequestCommand, actor: Actor): Promise<Result<SupportRequestDetail, Refusal>> {
    return this.end(command, actor, 'dispatch.request.withdraw', closeRequest);
  }

  private end(
    { requestId, ifVersion }: EndSupportRequestCommand,
    actor: Actor,
    permission: Permission,
    ending: Ending,
  ): Promise<Result<SupportRequestDetail, Refusal>> {
    return this.work.run(actor, async (tx): Promise<Result<SupportRequestDetail, Refusal>> => {
      const admitted = admitToRequest(await this.dossiers.lock(tx, { requestId }), actor, permission, ifVersion);
      if (!admitted.ok) return admitted;
      const decision = ending(admitted.value, tx.now);
      if (!decision.ok) return decision;
      const saved = await this.steps.record(tx, admitted.value, decision.value);
      return saved.ok ? ok(await this.show.request(saved.value, actor, tx)) : saved;
    });
  }
}
