import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok, refuse, refused } from '@bongsu/kernel';
import { type Actor, type Tx, UnitOfWork } from '@bongsu/platform';
import type { Permission, ProposalVerb } from '../contract';
import { may } from '../domain/may';
import { type Proposal, answerProposal } from '../domain/proposal';
import { EffectiveGrants, type Holding, sealsAt } from '../storage/effective-grants';
import { ProposalStore } from '../storage/proposal.store';
import { proposalEnded } from './proposal-entries';
import { SessionCache } from './session-cache';
import { type DecidingPerson, TwoPersonActs } from './two-person-acts';

export interface AnswerProposalCommand {
  readonly proposalId: string;
  readonly verb: ProposalVerb;
  readonly reason?: string;
}

/**
 * A second person confirms or refuses, or the proposer withdraws. What both may do is read anew and held until the end of the transaction, in which
 * a confirmed proposal is carried out as well. That a proposal had expired or was void is kept, and told as the refusal that it is.
 */
@Injectable()
export class AnswerProposal {
  constructor(
    private readonly work: UnitOfWork,
    private readonly proposals: ProposalStore,
    private readonly grants: EffectiveGrants,
    private readonly acts: TwoPersonActs,
    private readonly cache: SessionCache,
  ) {}

  async execute({ proposalId, verb, reason }: AnswerProposalCommand, actor: Actor): Promise<Result<null, Refusal>> {
    const result = await this.work.run<{ instead: Refusal | null }, Refusal>(actor, async (tx) => {
      if (actor.kind !== 'person') return noSuchProposal;
      const proposal = await this.proposals.lock(tx, proposalId, { seals: actor.seals ?? [] });
      const registered = proposal === null ? null : this.acts.find(proposal.kind);
      if (proposal === null || registered === null) return noSuchProposal;
      const held = await this.grants.holdingsWithin(tx, [actor.id, proposal.proposedBy]);
      const person = (id: string): DecidingPerson => ({ id, grants: held.get(id)?.grants ?? [], seals: sealsOf(held.get(id), tx) });
      const [proposer, confirmer] = [person(proposal.proposedBy), person(actor.id)];
      // She may have been taken off the list of a sealed incident a moment ago.
      if (!(await this.proposals.isShown(tx, proposal, confirmer))) return noSuchProposal;
      const allows = ({ grants }: DecidingPerson, permission: Permission) => may({ grants }, permission, proposal.missionId);
      const mayConfirm = allows(confirmer, registered.act.confirmPermission);
      if (!mayConfirm && actor.id !== proposer.id) return noSuchProposal;
      const facts = { by: actor.id, mayConfirm, proposerMayPropose: allows(proposer, registered.act.proposePermission) };
      const answer = answerProposal(proposal, verb, reason === undefined ? facts : { ...facts, reason }, tx.now);
      if (!answer.ok) return answer;
      // Nobody can confirm what nobody can read. It can still be refused or withdrawn, and lapses.
      if (answer.value.proposal.state === 'confirmed' && proposal.isErased) return proposalErased;
      await this.keep(tx, answer.value.proposal);
      if (answer.value.proposal.state !== 'confirmed') return ok({ instead: answer.value.instead });
      const done = await registered.executor.execute(registered.act.schema.parse(proposal.payload), tx, { proposer, confirmer });
      return done.ok ? ok({ instead: null }) : done;
    });
    // What was carried out may have changed anybody's rights.
    this.cache.clear();
    if (!result.ok) return result;
    return result.value.instead === null ? ok(null) : refused(result.value.instead);
  }

  private async keep(tx: Tx, ended: Proposal): Promise<void> {
    await this.proposals.end(tx, ended);
    tx.append(proposalEnded(ended));
  }
}

const sealsOf = (holding: Holding | undefined, tx: Tx): string[] => (holding === undefined ? [] : sealsAt(holding, tx.now));

const proposalErased = refuse(
  'gone',
  'access.proposal-erased',
  'What this proposal was about to do was erased; it can no longer be carried out.',
  'Refuse or withdraw it, and propose anew what is still to be done.',
);

/** One answer for a proposal that is not there and for one that is not shown. */
export const noSuchProposal = refuse('not-found', 'access.no-such-proposal', 'There is no such proposal.', 'Read the list again.');
