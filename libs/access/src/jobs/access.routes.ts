import { Injectable } from '@nestjs/common';
import { RoutesEntries, promise, route } from '@bongsu/platform';
import { BreakGlassOpened, DelegationMade, ProposalMade } from '../contract';
import { endBreakGlass, endDelegation, expireProposal } from './jobs';

/** What is for a time ends by itself. The rows say when; these are the wake-ups that tell of it. */
@Injectable()
@RoutesEntries()
export class AccessRoutes {
  readonly routes = [
    route(ProposalMade, ({ body: { proposalId, expiresAt } }) => [
      promise(expireProposal, { proposalId }, { key: proposalId, dueAt: expiresAt }),
    ]),
    route(DelegationMade, ({ body: { delegationId, until } }) => [
      promise(endDelegation, { delegationId }, { key: delegationId, dueAt: until }),
    ]),
    route(BreakGlassOpened, ({ body: { breakGlassId, until } }) => [
      promise(endBreakGlass, { breakGlassId }, { key: breakGlassId, dueAt: until }),
    ]),
  ];
}
