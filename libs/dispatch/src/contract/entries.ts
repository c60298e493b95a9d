import { z } from 'zod';
import { defineEntry } from '@bongsu/kernel';
import { storedInstantSchema } from '@bongsu/platform/contract';
import { laneStates } from './lanes';
import { offerLineSchema } from './offers';
import { planChoiceSchema, shortfallSchema, requestLineSchema } from './requests';
import {
  declineReasonSchema,
  deploymentActSchema,
  deploymentStateSchema,
  offerTierSchema,
  prioritySchema,
  requestStateSchema,
  shipmentActSchema,
  shipmentStateSchema,
} from './vocabulary';

/** A reason that the house gives itself. What people type stays in the row and is read over HTTP; an entry that carried it would be refused. */
const reasonCodeSchema = z.string().regex(/^[a-z]+(-[a-z]+)*$/);

const ofRequest = { requestId: z.string(), incidentId: z.string() };
const ofOffer = { offerId: z.string(), ...ofRequest, hubId: z.string(), requestingMissionId: z.string() };
const journey = { fromMissionId: z.string(), toMissionId: z.string() };

export const RequestSubmitted = defineEntry(
  'dispatch.request-submitted',
  z.strictObject({
    ...ofRequest,
    code: z.string(),
    missionId: z.string(),
    priority: prioritySchema,
    neededBy: storedInstantSchema,
    decisionDueAt: storedInstantSchema.nullable(),
    lines: z.array(z.strictObject({ lineNo: z.int(), line: requestLineSchema })),
  }),
);
/**
 * How a request stands, told to `missions` from now on: hubs that are asked only later would otherwise see what follows but not what
 * it is about. Whoever knew the request already reduces it to the same picture.
 */
export const RequestShared = defineEntry(
  'dispatch.request-shared',
  z.strictObject({
    ...ofRequest,
    missions: z.array(z.string()),
    code: z.string(),
    missionId: z.string(),
    priority: prioritySchema,
    neededBy: storedInstantSchema,
    decisionDueAt: storedInstantSchema.nullable(),
    submittedAt: storedInstantSchema,
    state: requestStateSchema,
    lines: z.array(z.strictObject({ lineNo: z.int(), line: requestLineSchema, committed: z.int(), arrived: z.int() })),
    choices: z.array(planChoiceSchema),
    shortfalls: z.array(shortfallSchema),
  }),
);
/** The whole plan as it stands now: every choice made so far and the gaps that are left; it replaces the plan before. */
export const PlanMade = defineEntry(
  'dispatch.plan-made',
  z.strictObject({ ...ofRequest, choices: z.array(planChoiceSchema), shortfalls: z.array(shortfallSchema) }),
);
/** The request's own life cycle; `committed` and `arrived` are per line and complete. */
export const RequestMoved = defineEntry(
  'dispatch.request-moved',
  z.strictObject({
    ...ofRequest,
    from: requestStateSchema,
    to: requestStateSchema,
    lines: z.array(z.strictObject({ lineNo: z.int(), committed: z.int(), arrived: z.int() })),
    reason: reasonCodeSchema.nullable(),
  }),
);

export const OfferQueued = defineEntry(
  'dispatch.offer-queued',
  z.strictObject({
    ...ofOffer,
    tier: offerTierSchema,
    lines: z.array(offerLineSchema),
    escalatedFromOfferId: z.string().nullable(),
    /** Of its request; absent in entries from before lanes looked at it. */
    priority: prioritySchema.optional(),
  }),
);
export const OfferSent = defineEntry('dispatch.offer-sent', z.strictObject({ ...ofOffer, ackDueAt: storedInstantSchema }));
export const OfferAccepted = defineEntry('dispatch.offer-accepted', z.strictObject({ ...ofOffer, accepted: z.array(offerLineSchema) }));
export const OfferPartAccepted = defineEntry(
  'dispatch.offer-part-accepted',
  z.strictObject({ ...ofOffer, accepted: z.array(offerLineSchema) }),
);
export const OfferDeclined = defineEntry('dispatch.offer-declined', z.strictObject({ ...ofOffer, reason: declineReasonSchema }));
/** Nobody answered in time: the offer moved on to `toHubId`, or to headquarters when null. */
export const OfferEscalated = defineEntry(
  'dispatch.offer-escalated',
  z.strictObject({ ...ofOffer, toTier: offerTierSchema, toHubId: z.string().nullable() }),
);
export const OfferWithdrawn = defineEntry('dispatch.offer-withdrawn', z.strictObject({ ...ofOffer, reason: reasonCodeSchema.nullable() }));
export const OfferFulfilled = defineEntry('dispatch.offer-fulfilled', z.strictObject({ ...ofOffer }));

export const DeploymentOrdered = defineEntry(
  'dispatch.deployment-ordered',
  z.strictObject({
    deploymentId: z.string(),
    offerId: z.string(),
    ...ofRequest,
    lineNo: z.int(),
    staffId: z.string(),
    staffNo: z.string(),
    ...journey,
    expectedAt: storedInstantSchema.nullable(),
  }),
);
export const DeploymentMoved = defineEntry(
  'dispatch.deployment-moved',
  z.strictObject({
    deploymentId: z.string(),
    ...ofRequest,
    staffNo: z.string(),
    act: deploymentActSchema,
    from: deploymentStateSchema,
    to: deploymentStateSchema,
    ...journey,
    occurredAt: storedInstantSchema,
    expectedAt: storedInstantSchema.nullable(),
  }),
);
export const ShipmentOrdered = defineEntry(
  'dispatch.shipment-ordered',
  z.strictObject({
    shipmentId: z.string(),
    offerId: z.string(),
    ...ofRequest,
    items: z.array(z.strictObject({ lineNo: z.int(), lotId: z.string(), itemCode: z.string(), sent: z.int() })),
    ...journey,
    expectedAt: storedInstantSchema.nullable(),
    /** It is sent by then, or the promise lapses; entries from before reservations could lapse say nothing. */
    heldUntil: storedInstantSchema.optional(),
  }),
);
export const ShipmentMoved = defineEntry(
  'dispatch.shipment-moved',
  z.strictObject({
    shipmentId: z.string(),
    ...ofRequest,
    act: shipmentActSchema,
    from: shipmentStateSchema,
    to: shipmentStateSchema,
    ...journey,
    occurredAt: storedInstantSchema,
    expectedAt: storedInstantSchema.nullable(),
    /** Only on receipt: what was counted. */
    received: z.array(z.strictObject({ lotId: z.string(), itemCode: z.string(), sent: z.int(), received: z.int() })).nullable(),
  }),
);
export const LaneChanged = defineEntry(
  'dispatch.lane-changed',
  z.strictObject({
    hubId: z.string(),
    from: z.enum(laneStates),
    to: z.enum(laneStates),
    handedToHubId: z.string().nullable(),
    reason: z.string(),
  }),
);
