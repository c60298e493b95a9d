import {
  LaneChanged,
  OfferAccepted,
  OfferDeclined,
  OfferEscalated,
  OfferFulfilled,
  OfferPartAccepted,
  OfferQueued,
  OfferSent,
  OfferWithdrawn,
  PlanMade,
  RequestMoved,
  RequestShared,
  RequestSubmitted,
} from '@bongsu/dispatch/contract';
import { JobRefused } from '@bongsu/platform/contract';
import type { BoardDraft } from './board-draft';
import type { BoardOffer } from './board-state';
import { type KindReducer, type Told, on, told } from './reducer';

/** Support requests, the plan for each, the offers to hubs, and the hubs' lanes. */
export const requestReducers: readonly KindReducer[] = [
  on(RequestSubmitted, (board, body, { at }) => {
    board.put('requests', body.requestId, {
      id: body.requestId,
      code: body.code,
      incidentId: body.incidentId,
      missionId: body.missionId,
      priority: body.priority,
      neededBy: body.neededBy,
      decisionDueAt: body.decisionDueAt,
      state: 'submitted',
      submittedAt: at,
      lines: body.lines.map(({ lineNo, line }) => ({ lineNo, line, committed: 0, arrived: 0 })),
      choices: [],
      shortfalls: [],
    });
    board.count('requests');
    return told(body.missionId, body.code);
  }),
  // Told to hubs that are asked later; whoever knew the request keeps the same picture of it.
  on(RequestShared, (board, { requestId: id, missions: _, ...facts }) => {
    board.put('requests', id, { ...facts, id });
    return told(facts.missionId, facts.code);
  }),
  on(PlanMade, (board, body) => {
    const request = board.edit('requests', body.requestId);
    if (!request) return null;
    request.choices = body.choices;
    request.shortfalls = body.shortfalls;
    return told(request.missionId, request.code);
  }),
  on(RequestMoved, (board, body) => {
    const request = board.edit('requests', body.requestId);
    if (!request) return null;
    request.state = body.to;
    const now = new Map(body.lines.map((line) => [line.lineNo, line]));
    request.lines = request.lines.map((line) => {
      const moved = now.get(line.lineNo);
      return moved ? { ...line, committed: moved.committed, arrived: moved.arrived } : line;
    });
    return told(request.missionId, request.code);
  }),

  // A hub sees its offer without the request that it answers; the offer stands on its own.
  on(OfferQueued, (board, body, { at }) => {
    board.put('offers', body.offerId, {
      id: body.offerId,
      requestId: body.requestId,
      incidentId: body.incidentId,
      hubId: body.hubId,
      requestingMissionId: body.requestingMissionId,
      tier: body.tier,
      state: 'queued',
      lines: body.lines,
      accepted: [],
      ackDueAt: null,
      queuedAt: at,
      declineReason: null,
      escalatedToHubId: null,
    });
    return told(body.hubId, board.row('requests', body.requestId)?.code ?? null);
  }),
  on(OfferSent, (board, body) => answer(board, body.offerId, { state: 'sent', ackDueAt: body.ackDueAt })),
  on(OfferAccepted, (board, body) => answer(board, body.offerId, { state: 'accepted', accepted: body.accepted })),
  on(OfferPartAccepted, (board, body) => answer(board, body.offerId, { state: 'part-accepted', accepted: body.accepted })),
  on(OfferDeclined, (board, body) => answer(board, body.offerId, { state: 'declined', declineReason: body.reason })),
  on(OfferEscalated, (board, body) => answer(board, body.offerId, { state: 'escalated', escalatedToHubId: body.toHubId })),
  on(OfferWithdrawn, (board, body) => answer(board, body.offerId, { state: 'withdrawn' })),
  on(OfferFulfilled, (board, body) => answer(board, body.offerId, { state: 'fulfilled' })),

  // What follows from it, the request's and the offer's own entries say.
  on(JobRefused, (board, { missionId }, { subject }) => {
    const requestId = subject.type === 'offer' ? board.row('offers', subject.id)?.requestId : subject.id;
    return told(missionId, requestId === undefined ? null : (board.row('requests', requestId)?.code ?? null));
  }),

  on(LaneChanged, (board, body) => {
    board.put('lanes', body.hubId, { hubId: body.hubId, state: body.to, handedToHubId: body.handedToHubId, reason: body.reason });
    return told(body.hubId, null);
  }),
];

function answer(board: BoardDraft, offerId: string, to: Partial<BoardOffer>): Told | null {
  const offer = board.edit('offers', offerId);
  if (!offer) return null;
  Object.assign(offer, to);
  return told(offer.hubId, board.row('requests', offer.requestId)?.code ?? null);
}
