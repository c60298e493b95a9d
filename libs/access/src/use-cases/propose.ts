import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, addMs, newId, ok, refuse } from '@bongsu/kernel';
import type { Tx } from '@bongsu/platform';
import { z } from 'zod';
import type { PayloadOfAct, TwoPersonAct } from '../contract';
import { may } from '../domain/may';
import { personNeeded } from '../domain/person-needed';
import { type Proposal, expireProposal } from '../domain/proposal';
import { ProposalStore } from '../storage/proposal.store';
import { proposalEnded, proposalMade } from './proposal-entries';
import { TwoPersonActs } from './two-person-acts';

const recordSchema = z.record(z.string(), z.unknown());

/** What is proposed, and whom it concerns. */
export interface NewProposal<Payload> {
  readonly payload: Payload;
  /** At most one proposal of a kind is open on a subject. */
  readonly subject: { readonly type: string; readonly id: string };
  /** What it is about in words that may stand in an inbox: an incident's code. Never a person's name. */
  readonly label?: string;
  readonly incidentId?: string;
  /** Where the right to confirm is asked for; null = the whole network. */
  readonly missionId: string | null;
  /** Who is told that something waits; empty for network-wide eyes. */
  readonly audience: readonly string[];
}

/** Puts before a second person what the caller may not do alone. */
@Injectable()
export class Propose {
  constructor(
    private readonly acts: TwoPersonActs,
    private readonly proposals: ProposalStore,
  ) {}

  /** Within the caller's transaction, after the caller has checked that it could be done. */
  async within<Act extends TwoPersonAct>(tx: Tx, act: Act, wanted: NewProposal<PayloadOfAct<Act>>): Promise<Result<Proposal, Refusal>> {
    this.acts.of(act.kind);
    const { subject, missionId } = wanted;
    if (tx.actor.kind !== 'person') return personNeeded;
    if (!may(tx.actor, act.proposePermission, missionId)) return notWithinRoles;
    const waiting = await this.proposals.lockOpen(tx, act.kind, subject.id);
    if (waiting !== null && !(await this.makeRoom(tx, waiting))) return waits(waiting);
    const proposal: Proposal = {
      ...{ id: newId(), kind: act.kind, state: 'open', payload: recordSchema.parse(act.schema.parse(wanted.payload)) },
      ...{ subjectType: subject.type, subjectId: subject.id, label: wanted.label ?? null, incidentId: wanted.incidentId ?? null },
      ...{ missionId, audience: wanted.audience, proposedBy: tx.actor.id, proposedAt: tx.now },
      ...{ expiresAt: addMs(tx.now, act.expiresAfterMs), endedBy: null, endedAt: null, reason: null },
    };
    if (!(await this.proposals.add(tx, proposal))) return waits(null);
    tx.append(proposalMade(proposal));
    return ok(proposal);
  }

  /** One whose time is over has not been expired yet: that is done now. */
  private async makeRoom(tx: Tx, waiting: Proposal): Promise<boolean> {
    const expired = expireProposal(waiting, tx.now);
    if (!expired.ok) return false;
    await this.proposals.end(tx, expired.value);
    tx.append(proposalEnded(expired.value));
    return true;
  }
}

const notWithinRoles = refuse('forbidden', 'access.forbidden', 'Your roles do not allow this.', 'Ask somebody who may propose it.');
const waits = (proposal: Proposal | null) =>
  refuse(
    'conflict',
    'access.proposal-waiting',
    'The same was proposed and waits for a second person.',
    'Confirm or refuse what waits, or let its proposer withdraw it.',
    {
      facts: { proposalId: proposal?.id ?? null },
    },
  );
