import type { Actor } from '@bongsu/platform';
import { openIncidentSchema, fileReportSchema } from '@bongsu/incidents/contract';
import { submitSupportRequestSchema } from '@bongsu/dispatch/contract';
import type { BoardState } from '@bongsu/situation/contract';
import { deploymentReporter, deploymentTransitions } from '../../../libs/dispatch/src/domain/deployment';
import { shipmentTransitions } from '../../../libs/dispatch/src/domain/shipment';
import { incidentTransitions } from '../../../libs/incidents/src/domain/incident';
import { headquarters, people } from '../house/actors';
import { POSTS } from '../house/missions';
import type { Act } from '../schedule';
import type { Command } from './client';

/** What somebody is about to ask: on which thing, read from which table, and how. */
export interface Intention {
  readonly by: Actor;
  readonly subject: { readonly table: 'incident' | 'request' | 'offer' | 'shipment' | 'deployment'; readonly id: string } | null;
  readonly command: (key: string, ifVersion: number | undefined) => Command;
}

type Intend = (board: BoardState, pick: number) => Intention | null;

const at = (missionId: string | null): Actor => (missionId === null ? undefined : people.get(missionId)) ?? headquarters;
const chosen = <T>(things: readonly T[], pick: number): T | undefined => things[pick % Math.max(1, things.length)];
const running = (board: BoardState) => Object.values(board.incidents).filter(({ state }) => state !== 'closed' && state !== 'reviewed');
const seen = { occurredAt: null, expectedAt: null };

const fileReport: Intend = (board, pick) => {
  const missionId = chosen(POSTS, pick)!;
  const known =
    pick % 5 === 0
      ? chosen(
          running(board).filter((each) => each.missionId === missionId),
          pick,
        )
      : undefined;
  const said = { category: 'earthquake', urgency: 'U2', evidenceGrade: 'C', channel: 'phone', missionId, incidentId: known?.id ?? null };
  return {
    by: at(missionId),
    subject: null,
    command: (key) => (cases, actor) => cases.fileReport.execute(fileReportSchema.parse({ ...said, summary: key }), actor),
  };
};

const openIncident: Intend = (board, pick) => {
  const missionId = chosen(POSTS, pick)!;
  const waiting = Object.values(board.reports).filter((each) => each.incidentId === null && each.missionId === missionId);
  const reportIds = waiting.slice(0, pick % 3).map(({ id }) => id);
  const facts = { category: 'earthquake', urgency: pick % 2 === 0 ? 'U1' : 'U3', missionId, reportIds };
  return {
    by: at(missionId),
    subject: null,
    command: (key) => (cases, actor) => cases.openIncident.execute(openIncidentSchema.parse({ ...facts, title: key }), actor),
  };
};

const ofIncident =
  (does: (incident: BoardState['incidents'][string], pick: number) => Omit<Intention, 'subject'> | null): Intend =>
  (board, pick) => {
    const incident = chosen(running(board), pick);
    const intention = incident === undefined ? null : does(incident, Math.floor(pick / 7));
    return intention === null || incident === undefined ? null : { ...intention, subject: { table: 'incident', id: incident.id } };
  };

const acknowledge = ofIncident(({ id, missionId }) => ({
  by: at(missionId),
  command: (_key, ifVersion) => (cases, actor) =>
    cases.acknowledge.execute({ incidentId: id, ...(ifVersion === undefined ? {} : { ifVersion }) }, actor),
}));

const moveIncident = ofIncident(({ id, missionId, state }, pick) => {
  const act = chosen(
    incidentTransitions.permitted(state).filter((each) => each !== 'close'),
    pick,
  );
  if (act === undefined) return null;
  const command: Intention['command'] = (_key, ifVersion) => (cases, actor) =>
    cases.moveIncident.execute({ incidentId: id, act, reason: null, ...(ifVersion === undefined ? {} : { ifVersion }) }, actor);
  return { by: at(missionId), command };
});

const closeIncident = ofIncident(({ id }, pick) => ({
  by: headquarters,
  command: (_key, ifVersion) => (cases, actor) =>
    cases.closeIncident.execute(
      { incidentId: id, reason: 'over', overrideBlockers: pick % 2 === 0, ...(ifVersion === undefined ? {} : { ifVersion }) },
      actor,
    ),
}));

const submitRequest: Intend = (board, pick) => {
  const incident = chosen(running(board), pick);
  if (incident?.missionId == null) return null;
  const { id: incidentId, missionId } = incident;
  const supply = { kind: 'supply', itemCode: pick % 2 === 0 ? 'WATER' : 'BLANKET', count: 1 + (pick % 45) };
  const staff = { kind: 'staff', skill: 'consular', count: 1 + (pick % 4) };
  const lines = [[supply], [staff], [supply, staff]][pick % 3];
  const facts = { incidentId, missionId, priority: pick % 4 === 0 ? 'P1' : 'P2', neededBy: '2026-12-01T00:00:00.000Z', lines };
  const command: Intention['command'] = (key) => (cases, actor) =>
    cases.submit.execute(submitSupportRequestSchema.parse({ ...facts, justification: key }), actor);
  return { by: at(missionId), subject: null, command };
};

const answerOffer: Intend = (board, pick) => {
  const offer = chosen(
    Object.values(board.offers).filter(({ state }) => state === 'sent'),
    pick,
  );
  if (offer === undefined) return null;
  const { id: offerId } = offer;
  const half = offer.lines.map(({ lineNo, count }) => ({ lineNo, count: Math.ceil(count / 2) }));
  const command: Intention['command'] = (_key, ifVersion) => (cases, actor) => {
    if (pick % 5 === 0) return cases.decline.execute({ offerId, reason: 'own-crisis', note: null, ifVersion }, actor);
    if (pick % 5 === 1) return cases.acceptPart.execute({ offerId, lines: half, ifVersion }, actor);
    return cases.accept.execute({ offerId, lines: [], ifVersion }, actor);
  };
  return { by: at(offer.hubId), subject: { table: 'offer', id: offerId }, command };
};

const moveShipment: Intend = (board, pick) => {
  const moving = Object.values(board.shipments).filter(({ state }) => shipmentTransitions.permitted(state).length > 0);
  const shipment = chosen(moving, pick);
  // Mostly the way that it should go.
  const acts = shipmentTransitions.permitted(shipment?.state ?? 'lost').filter((each) => each !== 'lapse');
  const act = pick % 4 === 0 ? chosen(acts, pick) : (acts.find((each) => each === 'receive') ?? acts[0]);
  if (shipment === undefined || act === undefined) return null;
  const { id: shipmentId, items } = shipment;
  const counted =
    act === 'receive' && pick % 3 === 0
      ? items.map(({ lotId, sent }) => ({ lotId, received: Math.max(0, sent - 1), note: 'one is missing' }))
      : [];
  const by = at(act === 'dispatch' || act === 'cancel' ? shipment.fromMissionId : shipment.toMissionId);
  const command: Intention['command'] = (_key, ifVersion) => (cases, actor) =>
    cases.moveShipment.execute({ shipmentId, act, counted, ifVersion, ...seen }, actor);
  return { by, subject: { table: 'shipment', id: shipmentId }, command };
};

const moveDeployment: Intend = (board, pick) => {
  const moving = Object.values(board.deployments).filter(({ state }) => deploymentTransitions.permitted(state).length > 0);
  const deployment = chosen(moving, pick);
  const acts = deploymentTransitions.permitted(deployment?.state ?? 'returned');
  const act = pick % 4 === 0 ? chosen(acts, pick) : (acts.find((each) => each === 'depart') ?? acts[0]);
  if (deployment === undefined || act === undefined) return null;
  const { id: deploymentId } = deployment;
  const by = at(deploymentReporter[act] === 'sender' ? deployment.fromMissionId : deployment.toMissionId);
  const command: Intention['command'] = (_key, ifVersion) => (cases, actor) =>
    cases.moveDeployment.execute({ deploymentId, act, ifVersion, ...seen }, actor);
  return { by, subject: { table: 'deployment', id: deploymentId }, command };
};

const withdrawRequest: Intend = (board, pick) => {
  const request = chosen(
    Object.values(board.requests).filter(({ state }) => state !== 'withdrawn'),
    pick,
  );
  if (request === undefined) return null;
  const { id: requestId } = request;
  const command: Intention['command'] = (_key, ifVersion) => (cases, actor) =>
    cases.withdraw.execute({ requestId, reason: 'no longer needed', ifVersion }, actor);
  return { by: at(request.missionId), subject: { table: 'request', id: requestId }, command };
};

export const intentions: Readonly<Record<Act['kind'], Intend>> = {
  'file-report': fileReport,
  'open-incident': openIncident,
  acknowledge,
  'move-incident': moveIncident,
  'close-incident': closeIncident,
  'submit-request': submitRequest,
  'answer-offer': answerOffer,
  'move-shipment': moveShipment,
  'move-deployment': moveDeployment,
  'withdraw-request': withdrawRequest,
};
