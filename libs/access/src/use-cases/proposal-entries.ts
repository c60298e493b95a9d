import type { NewEntry } from '@bongsu/kernel';
import {
  ProposalConfirmed,
  ProposalExpired,
  ProposalMade,
  ProposalRefused,
  type ProposalState,
  ProposalVoided,
  ProposalWithdrawn,
} from '../contract';
import type { Proposal } from '../domain/proposal';

const about = ({ id, incidentId, audience }: Proposal) => ({ subject: { type: 'proposal', id }, incidentId, audience });
const body = ({ id, kind }: Proposal) => ({ proposalId: id, proposal: kind });

export function proposalMade(proposal: Proposal): NewEntry {
  return ProposalMade.of({ ...about(proposal), body: { ...body(proposal), expiresAt: proposal.expiresAt } });
}

const endings = {
  confirmed: ProposalConfirmed,
  refused: ProposalRefused,
  withdrawn: ProposalWithdrawn,
  expired: ProposalExpired,
  void: ProposalVoided,
} as const satisfies Record<Exclude<ProposalState, 'open'>, unknown>;

/** How it ended. */
export function proposalEnded(proposal: Proposal): NewEntry {
  if (proposal.state === 'open') throw new Error(`proposal ${proposal.id} has not ended`);
  return endings[proposal.state].of({ ...about(proposal), body: body(proposal) });
}
