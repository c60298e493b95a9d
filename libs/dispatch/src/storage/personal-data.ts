import { classify } from '@bongsu/platform';
import { DeploymentEntity } from './deployment.entity';
import { LaneEntity } from './lane.entity';
import { MovementNoteEntity } from './movement-note.entity';
import { OfferEntity } from './offer.entity';
import { RequestCounterEntity, RequestEntity } from './request.entity';
import { ShipmentEntity } from './shipment.entity';

const OF_REQUEST = 'support-request';

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
    noteCount: 'P0',
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
classify(LaneEntity, {
  openText: { reason: 'told on every board and in the journal; refused with telephone, passport or other personal numbers' },
  columns: { hubId: 'P0', state: 'P0', handedToHubId: 'P0', reason: 'P1', changedAt: 'P0', version: 'P0' },
});
/** A note on somebody's journey or on lost goods may name people: it is encrypted under the key of the request that the movement serves. */
export const movementNoteData = classify(MovementNoteEntity, {
  subject: { type: OF_REQUEST, id: 'requestId' },
  columns: {
    id: 'P0',
    movementId: 'P0',
    requestId: 'P0',
    incidentId: 'P0',
    act: 'P0',
    noteText: 'P2',
    writtenBy: 'P1',
    writtenAt: 'P0',
  },
});
/** Why a hub said no, in its own words. */
export const offerData = classify(OfferEntity, {
  subject: { type: OF_REQUEST, id: 'requestId' },
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
    declineNote: 'P2',
    escalatedFromOfferId: 'P0',
    version: 'P0',
  },
});
/**
 * One key for everything that people type about a request: why it is asked, why it ended, why a hub said no, what came of people and goods.
 * It is destroyed with the request's time, and whatever was typed goes together.
 */
export const requestData = classify(RequestEntity, {
  subject: { type: OF_REQUEST, id: 'id', incidentSql: 'incident_id' },
  retention: {
    class: 'request-text',
    kept: 'one year after the request ended and the last note on a movement of it was written',
    dueSql: `SELECT request.id::text AS id FROM dispatch_request AS request
              WHERE request.ended_at < $1::timestamptz - interval '1 year'
                AND NOT EXISTS (SELECT FROM dispatch_movement_note AS note
                                 WHERE note.request_id = request.id AND note.written_at >= $1::timestamptz - interval '1 year')`,
  },
  columns: {
    id: 'P0',
    code: 'P0',
    incidentId: 'P0',
    missionId: 'P0',
    priority: 'P0',
    neededBy: 'P0',
    justification: 'P2',
    lines: 'P0',
    state: 'P0',
    submittedAt: 'P0',
    decisionDueAt: 'P0',
    plan: 'P1',
    endedReason: 'P2',
    endedAt: 'P0',
    audience: 'P0',
    version: 'P0',
  },
});
classify(RequestCounterEntity, { columns: { incidentId: 'P0', last: 'P0' } });
/** Where a count differed, somebody wrote what is known of it; the figures stand in `items`. */
export const shipmentData = classify(ShipmentEntity, {
  subject: { type: OF_REQUEST, id: 'requestId' },
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
    noteCount: 'P0',
    version: 'P0',
    items: 'P0',
    discrepancyNotes: 'P2',
    state: 'P0',
    heldUntil: 'P0',
  },
});
