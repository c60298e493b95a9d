import type { Type } from '@nestjs/common';
import { BreakGlassController } from './http/break-glass.controller';
import { DelegationsController } from './http/delegations.controller';
import { ProposalsController } from './http/proposals.controller';
import { AccessRoutes } from './jobs/access.routes';
import { EndBreakGlassJob, EndDelegationJob, ExpireProposalJob } from './jobs/deadlines.job';
import { BreakGlassStore } from './storage/break-glass.store';
import { DelegationStore } from './storage/delegation.store';
import { EffectiveGrants } from './storage/effective-grants';
import { ProposalStore } from './storage/proposal.store';
import { SealCandidates } from './storage/seal-candidates';
import { SealLists } from './storage/seal-lists';
import { AnswerProposal } from './use-cases/answer-proposal';
import { BreakGlass } from './use-cases/break-glass';
import { Delegations } from './use-cases/delegations';
import { DeploymentGrants } from './use-cases/deployment-grants';
import { ExpireProposal } from './use-cases/expire-proposal';
import { GrantAdministrator } from './use-cases/grant-administrator';
import { Propose } from './use-cases/propose';
import { ReadBreakGlass } from './use-cases/read-break-glass';
import { ReadDelegations } from './use-cases/read-delegations';
import { ReadProposals } from './use-cases/read-proposals';
import { TwoPersonActs } from './use-cases/two-person-acts';

/** What needs two persons, and what somebody may do for a time: what AccessModule, AccessHttpModule and AccessJobsModule take in. */
export const sharedDecisions: Type[] = [
  ...[EffectiveGrants, ProposalStore, DelegationStore, BreakGlassStore, SealLists, SealCandidates],
  ...[TwoPersonActs, Propose, AnswerProposal, ExpireProposal, ReadProposals, GrantAdministrator],
  ...[Delegations, ReadDelegations, BreakGlass, ReadBreakGlass, DeploymentGrants],
];
export const sharedDecisionsControllers: Type[] = [ProposalsController, DelegationsController, BreakGlassController];
export const sharedDecisionsJobs: Type[] = [AccessRoutes, ExpireProposalJob, EndDelegationJob, EndBreakGlassJob];
