import { type AccountId, type Instant, type Refusal, type Result, ok, refuse, transitions } from '@bongsu/kernel';
import type { ProposalAct, ProposalState, ProposalVerb } from '../contract';

/** What somebody proposed that needs a second person. `missionId` null: only a right over the whole network confirms it. */
export interface Proposal {
  readonly id: string;
  readonly kind: string;
  readonly state: ProposalState;
  /** Of the schema of its kind. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly subjectType: string;
  readonly subjectId: string;
  readonly label: string | null;
  readonly incidentId: string | null;
  readonly missionId: string | null;
  readonly audience: readonly string[];
  readonly proposedBy: AccountId;
  readonly proposedAt: Instant;
  readonly expiresAt: Instant;
  readonly endedBy: AccountId | null;
  readonly endedAt: Instant | null;
  readonly reason: string | null;
}

/** A proposal is answered once; nothing comes after the answer. */
export const proposalTransitions = transitions<ProposalState, ProposalAct>({
  open: { confirm: 'confirmed', refuse: 'refused', withdraw: 'withdrawn', expire: 'expired', annul: 'void' },
  confirmed: {},
  refused: {},
  withdrawn: {},
  expired: {},
  void: {},
});

/** Who answers, and what the two persons may do at this moment. */
export interface AnswerFacts {
  readonly by: AccountId;
  readonly mayConfirm: boolean;
  readonly proposerMayPropose: boolean;
  readonly reason?: string;
}

/** The proposal as it stands from now on; `instead` says why it ended otherwise than was asked, which is kept all the same. */
export interface Answered {
  readonly proposal: Proposal;
  readonly instead: Refusal | null;
}

/** A person answers: another one than the proposer confirms or refuses, the proposer withdraws. */
export function answerProposal(proposal: Proposal, verb: ProposalVerb, facts: AnswerFacts, now: Instant): Result<Answered> {
  if (proposalTransitions.next(proposal.state, verb) === undefined) return proposalOver(proposal);
  const isProposer = proposal.proposedBy === facts.by;
  if (verb === 'withdraw' && !isProposer) return notYours;
  if (verb !== 'withdraw' && isProposer) return ownProposal;
  if (verb !== 'withdraw' && !facts.mayConfirm) return notWithinRoles;
  if (isDue(proposal, now)) return ok({ proposal: ended(proposal, 'expire', null, now), instead: proposalExpired });
  if (verb === 'confirm' && !facts.proposerMayPropose) return ok({ proposal: ended(proposal, 'annul', null, now), instead: proposalVoid });
  return ok({ proposal: ended(proposal, verb, facts.by, now, facts.reason), instead: null });
}

/** Its time is over; refused while it is not, and when it was answered before. */
export function expireProposal(proposal: Proposal, now: Instant): Result<Proposal> {
  if (proposalTransitions.next(proposal.state, 'expire') === undefined) return proposalOver(proposal);
  return isDue(proposal, now) ? ok(ended(proposal, 'expire', null, now)) : notDue;
}

/** What a person may do with it now; the list that a screen offers. */
export function permittedVerbs(proposal: Proposal, by: AccountId, mayConfirm: boolean, now: Instant): ProposalVerb[] {
  if (proposal.state !== 'open' || isDue(proposal, now)) return [];
  if (proposal.proposedBy === by) return ['withdraw'];
  return mayConfirm ? ['confirm', 'refuse'] : [];
}

const isDue = ({ expiresAt }: Proposal, now: Instant): boolean => expiresAt <= now;

function ended(proposal: Proposal, act: ProposalAct, by: AccountId | null, now: Instant, reason?: string): Proposal {
  const state = proposalTransitions.next(proposal.state, act) ?? proposal.state;
  return { ...proposal, state, endedBy: by, endedAt: now, reason: reason ?? null };
}

const proposalOver = ({ state }: Proposal) =>
  refuse('conflict', 'access.proposal-over', 'This proposal was answered before, or its time is over.', 'Read it again.', {
    facts: { state },
  });
const notYours = refuse('forbidden', 'access.not-your-proposal', 'Only whoever proposed it withdraws it.', 'Refuse it instead.');
const ownProposal = refuse(
  'forbidden',
  'access.own-proposal',
  'Nobody confirms or refuses her own proposal.',
  'Ask another person with the right, or withdraw it.',
);
const notWithinRoles = refuse('forbidden', 'access.forbidden', 'Your roles do not allow this.', 'Ask somebody who may confirm it.');
const notDue = refuse('conflict', 'access.proposal-not-due', 'The time for an answer is not over.', 'Wait until then.');
const proposalExpired = refuse(
  'conflict',
  'access.proposal-expired',
  'The time for an answer is over.',
  'Propose it anew if it is still needed.',
).refusal;
const proposalVoid = refuse(
  'conflict',
  'access.proposal-void',
  'Whoever proposed this no longer has the right to. The proposal is void and nothing was done.',
  'Propose it anew yourself, and let another person confirm it.',
).refusal;
