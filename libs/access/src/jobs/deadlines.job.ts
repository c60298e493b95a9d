import { Injectable } from '@nestjs/common';
import type { Refusal, Result } from '@bongsu/kernel';
import { type Actor, HandlesJob, type JobHandler, type PayloadOf } from '@bongsu/platform';
import { BreakGlass } from '../use-cases/break-glass';
import { Delegations } from '../use-cases/delegations';
import { ExpireProposal } from '../use-cases/expire-proposal';
import { endBreakGlass, endDelegation, expireProposal } from './jobs';

@Injectable()
@HandlesJob(expireProposal)
export class ExpireProposalJob implements JobHandler<typeof expireProposal> {
  constructor(private readonly expire: ExpireProposal) {}

  handle(payload: PayloadOf<typeof expireProposal>, actor: Actor): Promise<Result<unknown, Refusal>> {
    return this.expire.execute(payload, actor);
  }
}

@Injectable()
@HandlesJob(endDelegation)
export class EndDelegationJob implements JobHandler<typeof endDelegation> {
  constructor(private readonly delegations: Delegations) {}

  handle(payload: PayloadOf<typeof endDelegation>, actor: Actor): Promise<Result<unknown, Refusal>> {
    return this.delegations.end(payload, actor);
  }
}

@Injectable()
@HandlesJob(endBreakGlass)
export class EndBreakGlassJob implements JobHandler<typeof endBreakGlass> {
  constructor(private readonly glass: BreakGlass) {}

  handle(payload: PayloadOf<typeof endBreakGlass>, actor: Actor): Promise<Result<unknown, Refusal>> {
    return this.glass.endByTime(payload, actor);
  }
}
