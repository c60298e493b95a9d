import { type Instant, msBetween, systemClock } from '@bongsu/kernel';
import { type DeclineReason, type OfferLine, offerSchema } from '@bongsu/dispatch/contract';
import type { BoardOffer, BoardState } from '@bongsu/situation/contract';
import { ApiRefusal } from '../caller';
import type { Answer, FactOf } from '../scenario';
import type { Play, Stage } from '../stage';
import { stillSought } from './request-acts';

type AnswerOffers = FactOf<'answer-offers'>;

/** Silence is waited for when it takes no longer than this in real time. */
const longestSilenceMs = 20_000;

/**
 * Plays the hubs: waits until an offer has come through a hub's lane and answers it as that hub's coordinator, until every line is promised
 * or nobody is left to ask. Which hub is asked, and for what, is the plan's decision.
 */
export const answerOffers: Play<AnswerOffers> = async (fact, stage) => {
  const requestId = stage.made.id(fact.request);
  for (;;) {
    const next = await stage.board.until(
      'an offer to a hub, or the end of the search',
      (board) => nextToAnswer(board, requestId) ?? (isSearchOver(board, requestId) && 'over'),
    );
    if (next === 'over') break;
    const asked = offersInOrder(stage.board.state, requestId).findIndex(({ id }) => id === next.id);
    const answer = fact.answers[Math.min(asked, fact.answers.length - 1)];
    if (answer === undefined) throw new Error('a scenario has at least one answer');
    await give(answer, next, fact, stage);
    await stage.board.until(`the answer of ${next.hubId}`, ({ offers }) => offers[next.id]?.state !== 'sent');
  }
  const short = stillSought(stage.board.state, requestId);
  stage.say(short === 0 ? 'every line is promised' : `${short} stay short: no hub is left to ask, headquarters has the request`);
};

function nextToAnswer(board: BoardState, requestId: string): BoardOffer | undefined {
  return offersInOrder(board, requestId).find(({ state }) => state === 'sent');
}

/** Nothing is being asked any more, and nothing more will be. */
function isSearchOver(board: BoardState, requestId: string): boolean {
  const open = offersInOrder(board, requestId).some(({ state }) => state === 'queued' || state === 'sent');
  if (open) return false;
  const state = board.requests[requestId]?.state;
  return state !== 'submitted' && state !== 'sourcing' && state !== 'part-committed';
}

/** In the order in which hubs are asked; those of one moment by the plan's rank. */
function offersInOrder({ offers, requests }: BoardState, requestId: string): BoardOffer[] {
  const ranks = new Map(requests[requestId]?.choices.map(({ hubId, reason }) => [hubId, reason.rank]));
  const rank = ({ hubId }: BoardOffer): number => ranks.get(hubId) ?? Infinity;
  return Object.values(offers)
    .filter((offer) => offer.requestId === requestId)
    .sort((a, b) => a.queuedAt.localeCompare(b.queuedAt) || rank(a) - rank(b) || a.hubId.localeCompare(b.hubId));
}

async function give(answer: Answer, offer: BoardOffer, fact: AnswerOffers, stage: Stage): Promise<void> {
  switch (answer.answer) {
    case 'accept':
      return take(offer, 'accept', {}, fact, stage);
    case 'accept-part':
      return take(offer, 'accept-part', { lines: shareOf(offer, answer, stage) }, fact, stage);
    case 'decline':
      return decline(offer, answer.reason, answer.note, fact, stage);
    case 'lapse':
      return keepSilent(offer, answer.otherwise, fact, stage);
  }
}

async function take(offer: BoardOffer, verb: 'accept' | 'accept-part', body: object, fact: AnswerOffers, stage: Stage): Promise<void> {
  try {
    const taken = await stage.cast
      .hub(offer.hubId)
      .post(`/offers/${offer.id}/${verb}`, body, stage.key(fact, `${offer.id}:${verb}`), offerSchema);
    stage.say(`${offer.hubId} ${verb === 'accept' ? 'accepts' : 'accepts in part'}: ${sayOfferLines(taken.accepted, offer, stage)}`);
  } catch (refusal) {
    // Another request was quicker, or an earlier replay has emptied the shelf: the hub says so, and the next one is asked.
    if (!(refusal instanceof ApiRefusal) || refusal.status !== 409 || stage.board.state.offers[offer.id]?.state !== 'sent') throw refusal;
    await decline(offer, 'stock-committed-elsewhere', refusal.problem.detail, fact, stage);
  }
}

async function decline(offer: BoardOffer, reason: DeclineReason, note: string | null, fact: AnswerOffers, stage: Stage): Promise<void> {
  await stage.cast
    .hub(offer.hubId)
    .post(`/offers/${offer.id}/decline`, { reason, note }, stage.key(fact, `${offer.id}:decline`), offerSchema);
  stage.say(`${offer.hubId} declines: ${reason}`);
}

/** Deadlines are real time and do not shrink with the replay's speed. */
async function keepSilent(offer: BoardOffer, otherwise: DeclineReason, fact: AnswerOffers, stage: Stage): Promise<void> {
  const dueAt: Instant | null = offer.ackDueAt;
  if (dueAt === null || msBetween(systemClock.now(), dueAt) > longestSilenceMs) {
    stage.say(`${offer.hubId} would keep silent; its deadline is too far off to wait for`);
    return decline(offer, otherwise, null, fact, stage);
  }
  await stage.board.until(`the escalation of the offer to ${offer.hubId}`, ({ offers }) => offers[offer.id]?.state !== 'sent');
  stage.say(
    `${offer.hubId} does not answer in time: the offer goes to ${stage.board.state.offers[offer.id]?.escalatedToHubId ?? 'headquarters'}`,
  );
}

/** Of each line the share of its kind; a line of which nothing is taken is left out. */
function shareOf(offer: BoardOffer, { staffShare, supplyShare }: { staffShare: number; supplyShare: number }, stage: Stage): OfferLine[] {
  return offer.lines
    .map(({ lineNo, count }) => ({
      lineNo,
      count: Math.ceil(count * (lineKind(offer, lineNo, stage) === 'staff' ? staffShare : supplyShare)),
    }))
    .filter(({ count }) => count > 0);
}

function lineKind(offer: BoardOffer, lineNo: number, stage: Stage): 'staff' | 'supply' | undefined {
  return stage.board.state.requests[offer.requestId]?.lines.find((line) => line.lineNo === lineNo)?.line.kind;
}

function sayOfferLines(lines: readonly OfferLine[], offer: BoardOffer, stage: Stage): string {
  const requested = stage.board.state.requests[offer.requestId]?.lines ?? [];
  return lines
    .map(({ lineNo, count }) => {
      const line = requested.find((each) => each.lineNo === lineNo)?.line;
      return `${count} ${line === undefined ? `of line ${lineNo}` : line.kind === 'staff' ? line.skill : line.itemCode}`;
    })
    .join(', ');
}
