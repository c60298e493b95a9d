import { addMs, hours } from '@bongsu/kernel';
import { type ProposalAct, type ProposalState, proposalActs, proposalStates, proposalVerbs } from '../contract';
import { type AnswerFacts, type Proposal, answerProposal, expireProposal, permittedVerbs, proposalTransitions } from './proposal';

const now = '2026-03-01T08:00:00.000Z';
const proposal: Proposal = {
  ...{ id: 'p', kind: 'access.grant-administrator', state: 'open', payload: {}, subjectType: 'account', subjectId: 's', label: null },
  ...{ incidentId: null, missionId: null, audience: [], proposedBy: 'her', proposedAt: now, expiresAt: addMs(now, hours(4)) },
  ...{ endedBy: null, endedAt: null, reason: null },
};
const him: AnswerFacts = { by: 'him', mayConfirm: true, proposerMayPropose: true };
const her: AnswerFacts = { ...him, by: 'her' };

describe('a proposal that needs two persons', () => {
  const permitted: Record<ProposalState, readonly ProposalAct[]> = {
    open: ['confirm', 'refuse', 'withdraw', 'expire', 'annul'],
    ...{ confirmed: [], refused: [], withdrawn: [], expired: [], void: [] },
  };
  it.each(proposalStates.flatMap((state) => proposalActs.map((act) => [state, act] as const)))('%s: %s', (state, act) => {
    expect(proposalTransitions.next(state, act) !== undefined).toBe(permitted[state].includes(act));
  });

  it.each(proposalStates.filter((state) => state !== 'open').flatMap((state) => proposalVerbs.map((verb) => [state, verb] as const)))(
    'that is %s is not answered again: %s',
    (state, verb) => {
      const answer = answerProposal({ ...proposal, state }, verb, verb === 'withdraw' ? her : him, now);
      expect(answer).toMatchObject({ ok: false, refusal: { code: 'access.proposal-over', facts: { state } } });
      expect(expireProposal({ ...proposal, state }, proposal.expiresAt)).toMatchObject({ ok: false });
    },
  );

  it('is confirmed or refused by another person, and withdrawn by whoever made it', () => {
    expect(answerProposal(proposal, 'confirm', him, now)).toMatchObject({
      value: { proposal: { state: 'confirmed', endedBy: 'him' }, instead: null },
    });
    expect(answerProposal(proposal, 'refuse', { ...him, reason: 'Not now' }, now)).toMatchObject({
      value: { proposal: { state: 'refused', reason: 'Not now' }, instead: null },
    });
    expect(answerProposal(proposal, 'withdraw', her, now)).toMatchObject({ value: { proposal: { state: 'withdrawn', endedBy: 'her' } } });
  });

  it.each([
    ['confirm', her, 'access.own-proposal'],
    ['refuse', her, 'access.own-proposal'],
    ['withdraw', him, 'access.not-your-proposal'],
    ['confirm', { ...him, mayConfirm: false }, 'access.forbidden'],
    ['refuse', { ...him, mayConfirm: false }, 'access.forbidden'],
  ] as const)('is not for everybody to %s', (verb, facts, code) => {
    expect(answerProposal(proposal, verb, facts, now)).toMatchObject({ ok: false, refusal: { code } });
  });

  it('is void when whoever made it may no longer do so, and can be refused all the same', () => {
    const facts = { ...him, proposerMayPropose: false };
    expect(answerProposal(proposal, 'confirm', facts, now)).toMatchObject({
      value: { proposal: { state: 'void', endedBy: null }, instead: { code: 'access.proposal-void' } },
    });
    expect(answerProposal(proposal, 'refuse', facts, now)).toMatchObject({ value: { proposal: { state: 'refused' }, instead: null } });
  });

  it('expires at its time and not before', () => {
    const before = addMs(proposal.expiresAt, -1);
    expect(answerProposal(proposal, 'confirm', him, before)).toMatchObject({ value: { proposal: { state: 'confirmed' } } });
    expect(answerProposal(proposal, 'confirm', him, proposal.expiresAt)).toMatchObject({
      value: { proposal: { state: 'expired' }, instead: { code: 'access.proposal-expired' } },
    });
    expect(expireProposal(proposal, before)).toMatchObject({ refusal: { code: 'access.proposal-not-due' } });
    expect(expireProposal(proposal, proposal.expiresAt)).toMatchObject({ value: { state: 'expired', endedAt: proposal.expiresAt } });
  });

  it('offers to each reader what she may do', () => {
    expect(permittedVerbs(proposal, 'her', true, now)).toEqual(['withdraw']);
    expect(permittedVerbs(proposal, 'him', true, now)).toEqual(['confirm', 'refuse']);
    expect(permittedVerbs(proposal, 'him', false, now)).toEqual([]);
    expect(permittedVerbs(proposal, 'him', true, proposal.expiresAt)).toEqual([]);
  });
});
