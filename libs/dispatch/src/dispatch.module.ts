import { Global, Module } from '@nestjs/common';
import { AccessModule, OriginatorsModule } from '@bongsu/access';
import { IncidentsModule } from '@bongsu/incidents';
import { MissionsModule } from '@bongsu/missions';
import { LaneSource, PlatformJobsModule } from '@bongsu/platform';
import { ResourcesModule } from '@bongsu/resources';
import { LanesController } from './http/lanes.controller';
import { MovementsController } from './http/movements.controller';
import { OffersController } from './http/offers.controller';
import { SupportRequestsController } from './http/support-requests.controller';
import { DeliverDirectedOfferJob, DeliverOfferJob, DeliverPassedOnOfferJob } from './jobs/deliver-offer.job';
import { DeliverWaitingOffersJob, DeliverWaitingSealedOffersJob } from './jobs/deliver-waiting-offers.job';
import { DispatchRoutes } from './jobs/dispatch.routes';
import { EscalateOfferJob } from './jobs/escalate-offer.job';
import { EscalateUndecidedRequestJob } from './jobs/escalate-undecided-request.job';
import { FollowLaneStateJob } from './jobs/follow-lane-state.job';
import { FollowLaneWithSealedOffersJob } from './jobs/follow-lane-with-sealed-offers.job';
import { FollowSealJob } from './jobs/follow-seal.job';
import { HubLaneSource } from './jobs/hub-lane-source';
import { LapseShipmentJob } from './jobs/lapse-shipment.job';
import { PlanAgainJob, PlanSupportRequestJob } from './jobs/plan-support-request.job';
import { ReferRequestWithoutRightJob } from './jobs/refer-without-right.job';
import { WithdrawRequestsOfClosedIncidentJob } from './jobs/withdraw-requests-of-closed-incident.job';
import { DispatchQuery } from './storage/dispatch.query';
import { DossierStore } from './storage/dossier.store';
import { LaneStore } from './storage/lane.store';
import { MovementNoteStore } from './storage/movement-note.store';
import { TypedTexts } from './storage/typed-texts';
import { AcceptOffer } from './use-cases/accept-offer';
import { AcceptOfferPart } from './use-cases/accept-offer-part';
import { ChangeLane } from './use-cases/change-lane';
import { DeclineOffer } from './use-cases/decline-offer';
import { DeliverOffer } from './use-cases/deliver-offer';
import { DirectRequest } from './use-cases/direct-request';
import { EndSupportRequest } from './use-cases/end-support-request';
import { EscalateOffer } from './use-cases/escalate-offer';
import { EscalateUndecidedRequest } from './use-cases/escalate-undecided-request';
import { FollowLaneWithSealedOffers } from './use-cases/follow-lane-with-sealed-offers';
import { FollowSeal } from './use-cases/follow-seal';
import { HandOverLane } from './use-cases/hand-over-lane';
import { HubFacts } from './use-cases/hub-facts';
import { HubNetwork } from './use-cases/hub-network';
import { HubShelves } from './use-cases/hub-shelves';
import { LaneDelivery } from './use-cases/lane-delivery';
import { LapseShipment } from './use-cases/lapse-shipment';
import { MoveDeployment } from './use-cases/move-deployment';
import { MoveShipment } from './use-cases/move-shipment';
import { PlanSupportRequest } from './use-cases/plan-support-request';
import { ReadDispatch } from './use-cases/read-dispatch';
import { ReadLanes } from './use-cases/read-lanes';
import { ReadMovementNotes } from './use-cases/read-movement-notes';
import { ReaddressOffers } from './use-cases/readdress-offers';
import { DeployedRights } from './use-cases/deployed-rights';
import { DispatchClocks } from './use-cases/dispatch-clocks';
import { RecordStep } from './use-cases/record-step';
import { ReferWithoutRight } from './use-cases/refer-without-right';
import { RecordWithdrawal } from './use-cases/record-withdrawal';
import { ShowDispatch } from './use-cases/show-dispatch';
import { SubmitContext } from './use-cases/submit-context';
import { SubmitSupportRequest } from './use-cases/submit-support-request';
import { WaitingOffers } from './use-cases/waiting-offers';
import { WakeWaitingOffers } from './use-cases/wake-waiting-offers';
import { WithdrawRequestsOfClosedIncident } from './use-cases/withdraw-requests-of-closed-incident';
import { WithdrawSupportRequest } from './use-cases/withdraw-support-request';

const storage = [DossierStore, LaneStore, MovementNoteStore, TypedTexts, DispatchQuery];
const collaborators = [
  HubNetwork,
  HubFacts,
  HubShelves,
  LaneDelivery,
  ReaddressOffers,
  RecordStep,
  DeployedRights,
  RecordWithdrawal,
  ShowDispatch,
  SubmitContext,
];
const useCases = [
  ...[
    SubmitSupportRequest,
    PlanSupportRequest,
    DeliverOffer,
    WaitingOffers,
    ReferWithoutRight,
    AcceptOffer,
    AcceptOfferPart,
    DeclineOffer,
    EscalateOffer,
    EscalateUndecidedRequest,
  ],
  ...[
    WithdrawSupportRequest,
    WithdrawRequestsOfClosedIncident,
    DirectRequest,
    EndSupportRequest,
    MoveDeployment,
    MoveShipment,
    LapseShipment,
    ChangeLane,
    HandOverLane,
    FollowLaneWithSealedOffers,
    FollowSeal,
    ReadDispatch,
    ReadLanes,
    ReadMovementNotes,
  ],
];

@Module({
  imports: [AccessModule, MissionsModule, ResourcesModule, IncidentsModule],
  providers: [...storage, ...collaborators, ...useCases, DispatchClocks],
  exports: [...useCases, HubNetwork],
})
export class DispatchModule {}

@Module({ imports: [DispatchModule], controllers: [SupportRequestsController, OffersController, MovementsController, LanesController] })
export class DispatchHttpModule {}

/** Tells the queue workers which hubs have a lane. */
@Global()
@Module({ imports: [DispatchModule], providers: [{ provide: LaneSource, useClass: HubLaneSource }], exports: [LaneSource] })
export class LaneSourceModule {}

@Module({
  imports: [DispatchModule, LaneSourceModule, OriginatorsModule, PlatformJobsModule],
  providers: [
    DispatchRoutes,
    PlanSupportRequestJob,
    PlanAgainJob,
    ReferRequestWithoutRightJob,
    DeliverOfferJob,
    DeliverDirectedOfferJob,
    DeliverPassedOnOfferJob,
    WakeWaitingOffers,
    DeliverWaitingOffersJob,
    DeliverWaitingSealedOffersJob,
    EscalateOfferJob,
    EscalateUndecidedRequestJob,
    FollowLaneStateJob,
    FollowLaneWithSealedOffersJob,
    FollowSealJob,
    LapseShipmentJob,
    WithdrawRequestsOfClosedIncidentJob,
  ],
})
export class DispatchJobsModule {}
