import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, EVERYTHING, UnitOfWork } from '@bongsu/platform';
import { expireProposal } from '../domain/proposal';
import { ProposalStore } from '../storage/proposal.store';
import { proposalEnded } from './proposal-entries';
import { wokenTooEarly } from './woken-too-early';

/** The time for an answer is over: nobody answered, or somebody did and nothing is left to do. */
@Injectable()
export class ExpireProposal {
  constructor(
    private readonly work: UnitOfWork,
    private readonly proposals: ProposalStore,
  ) {}

  execute({ proposalId }: { proposalId: string }, actor: Actor): Promise<Result<{ expired: boolean }, Refusal>> {
    return this.work.run<{ expired: boolean }, Refusal>(actor, async (tx) => {
      // The clock ends whatever is due, whoever may see it.
      const proposal = await this.proposals.lock(tx, proposalId, EVERYTHING);
      if (proposal === null || proposal.state !== 'open') return ok({ expired: false });
      wokenTooEarly(proposal.expiresAt, tx.now);
      const expired = expireProposal(proposal, tx.now);
      if (!expired.ok) return expired;
      await this.proposals.end(tx, expired.value);
      tx.append(proposalEnded(expired.value));
      return ok({ expired: true });
    });
  }
}
