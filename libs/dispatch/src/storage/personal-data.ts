import { classify } from '@bongsu/platform';
import { DeploymentEntity } from './deployment.entity';
import { LaneEntity } from './lane.entity';
import { OfferEntity } from './offer.entity';
import { RequestCounterEntity, RequestEntity } from './request.entity';
import { ShipmentEntity } from './shipment.entity';

/** What the tables of this context hold of people: staff by id and number, and what officials wrote for each other. */
classify(DeploymentEntity, {
  columns: {
    id: 'P0',
    offerId: 'P0',
    requestId: 'P0',
    incidentId: 'P0',
    fromMissionId: 'P0',
    toMissionId: 'P0',
    orderedAt: 'P0',
    departedAt: 'P0',
    expectedAt: 'P0',
    arrivedAt: 'P0',
    version: 'P0',
    lineNo: 'P0',
    staffId: 'P1',
    staffNo: 'P1',
    state: 'P0',
    releasedAt: 'P0',
    returnDepartedAt: 'P0',
    returnedAt: 'P0',
  },
});
classify(LaneEntity, { columns: { hubId: 'P0', state: 'P0', handedToHubId: 'P0', reason: 'P1', changedAt: 'P0', version: 'P0' } });
classify(OfferEntity, {
  columns: {
    id: 'P0',
    requestId: 'P0',
    incidentId: 'P0',
    requestingMissionId: 'P0',
    hubId: 'P0',
    tier: 'P0',
    lines: 'P1',
    accepted: 'P1',
    state: 'P0',
    queuedAt: 'P0',
    sentAt: 'P0',
    ackDueAt: 'P0',
    answeredAt: 'P0',
    declineReason: 'P0',
    declineNote: 'P1',
    escalatedFromOfferId: 'P0',
    version: 'P0',
  },
});
classify(RequestEntity, {
  columns: {
    id: 'P0',
    code: 'P0',
    incidentId: 'P0',
    missionId: 'P0',
    priority: 'P0',
    neededBy: 'P0',
    justification: 'P1',
    lines: 'P0',
    state: 'P0',
    submittedAt: 'P0',
    decisionDueAt: 'P0',
    plan: 'P1',
    endedReason: 'P1',
    audience: 'P0',
    version: 'P0',
  },
});
classify(RequestCounterEntity, { columns: { incidentId: 'P0', last: 'P0' } });
classify(ShipmentEntity, {
  columns: {
    id: 'P0',
    offerId: 'P0',
    requestId: 'P0',
    incidentId: 'P0',
    fromMissionId: 'P0',
    toMissionId: 'P0',
    orderedAt: 'P0',
    departedAt: 'P0',
    expectedAt: 'P0',
    arrivedAt: 'P0',
    version: 'P0',
    items: 'P0',
    state: 'P0',
    heldUntil: 'P0',
  },
});
