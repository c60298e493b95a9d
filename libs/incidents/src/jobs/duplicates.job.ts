import { Injectable } from '@nestjs/common';
import type { Refusal, Result } from '@bongsu/kernel';
import { type Actor, HandlesJob, type JobHandler, type PayloadOf } from '@bongsu/platform';
import { ProposeDuplicates } from '../use-cases/propose-duplicates';
import { proposeDuplicates, proposeWaitingReports } from './jobs';

@Injectable()
@HandlesJob(proposeDuplicates)
export class ProposeDuplicatesJob implements JobHandler<typeof proposeDuplicates> {
  constructor(private readonly propose: ProposeDuplicates) {}

  handle(payload: PayloadOf<typeof proposeDuplicates>, actor: Actor): Promise<Result<unknown, Refusal>> {
    return this.propose.execute(payload, actor);
  }
}

@Injectable()
@HandlesJob(proposeWaitingReports)
export class ProposeWaitingReportsJob implements JobHandler<typeof proposeWaitingReports> {
  constructor(private readonly propose: ProposeDuplicates) {}

  handle(payload: PayloadOf<typeof proposeWaitingReports>, actor: Actor): Promise<Result<unknown, Refusal>> {
    return this.propose.execute(payload, actor);
  }
}
