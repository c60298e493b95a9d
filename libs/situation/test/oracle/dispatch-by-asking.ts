import type { EntryDefinition } from '@bongsu/kernel';
import * as dispatch from '@bongsu/dispatch/contract';
import type { BoardState } from '../../src/contract';
import type { BodyOf, History, Stated } from './history';

export function requestOf(ask: History, id: string): BoardState['requests'][string] {
  const mine = (of: { requestId: string }): boolean => of.requestId === id;
  const submitted = ask
    .of(dispatch.RequestSubmitted)
    .filter(({ body }) => mine(body))
    .map(({ index, at, body }) => ({
      index,
      body: {
        ...body,
        submittedAt: at,
        state: 'submitted' as const,
        choices: [],
        shortfalls: [],
        lines: body.lines.map((line) => ({ ...line, committed: 0, arrived: 0 })),
      },
    }));
  const shared = ask
    .of(dispatch.RequestShared)
    .filter(({ body }) => mine(body))
    .map(({ index, body: { missions: _, ...body } }) => ({ index, body }));
  const whole = [...submitted, ...shared].sort((a, b) => a.index - b.index).at(-1);
  if (!whole) throw new Error(`nobody told of ${id}`);
  const moves = ask.after(whole, dispatch.RequestMoved, mine);
  const plan = ask.after(whole, dispatch.PlanMade, mine).at(-1)?.body ?? whole.body;
  const { requestId: _, lines, ...body } = whole.body;
  const lastOf = (lineNo: number) =>
    moves
      .flatMap((move) => move.body.lines)
      .filter((line) => line.lineNo === lineNo)
      .at(-1);
  return {
    ...body,
    id,
    state: moves.at(-1)?.body.to ?? body.state,
    lines: lines.map(({ lineNo, line, committed, arrived }) => ({
      lineNo,
      line,
      committed: lastOf(lineNo)?.committed ?? committed,
      arrived: lastOf(lineNo)?.arrived ?? arrived,
    })),
    choices: plan.choices,
    shortfalls: plan.shortfalls,
  };
}

export function offerOf(ask: History, queued: Stated<BodyOf<typeof dispatch.OfferQueued>>): BoardState['offers'][string] {
  const { offerId: id, escalatedFromOfferId: _, ...body } = queued.body;
  const mine = (of: { offerId: string }): boolean => of.offerId === id;
  const states = (
    [
      [dispatch.OfferSent, 'sent'],
      [dispatch.OfferAccepted, 'accepted'],
      [dispatch.OfferPartAccepted, 'part-accepted'],
      [dispatch.OfferDeclined, 'declined'],
      [dispatch.OfferEscalated, 'escalated'],
      [dispatch.OfferWithdrawn, 'withdrawn'],
      [dispatch.OfferFulfilled, 'fulfilled'],
    ] as const
  )
    .flatMap(([definition, state]) =>
      ask.after(queued, definition as EntryDefinition<string, { offerId: string }>, mine).map(({ index }) => ({ index, state })),
    )
    .sort((a, b) => a.index - b.index);
  const accepted = [...ask.after(queued, dispatch.OfferAccepted, mine), ...ask.after(queued, dispatch.OfferPartAccepted, mine)].at(-1)?.body
    .accepted;
  return {
    ...body,
    id,
    state: states.at(-1)?.state ?? 'queued',
    accepted: accepted ?? [],
    ackDueAt: ask.after(queued, dispatch.OfferSent, mine).at(-1)?.body.ackDueAt ?? null,
    queuedAt: queued.at,
    declineReason: ask.after(queued, dispatch.OfferDeclined, mine).at(-1)?.body.reason ?? null,
    escalatedToHubId: ask.after(queued, dispatch.OfferEscalated, mine).at(-1)?.body.toHubId ?? null,
  };
}

export function deploymentOf(ask: History, ordered: Stated<BodyOf<typeof dispatch.DeploymentOrdered>>): BoardState['deployments'][string] {
  const { deploymentId: id, offerId: _, ...body } = ordered.body;
  const moves = ask.after(ordered, dispatch.DeploymentMoved, (of) => of.deploymentId === id);
  const when = (act: string): string | null => moves.filter((move) => move.body.act === act).at(-1)?.body.occurredAt ?? null;
  return {
    ...body,
    id,
    state: moves.at(-1)?.body.to ?? 'ordered',
    expectedAt: (moves.at(-1)?.body ?? body).expectedAt,
    departedAt: when('depart'),
    arrivedAt: when('arrive'),
    returnDepartedAt: when('return'),
  };
}

export function shipmentOf(ask: History, ordered: Stated<BodyOf<typeof dispatch.ShipmentOrdered>>): BoardState['shipments'][string] {
  const { shipmentId: id, offerId: _, ...body } = ordered.body;
  const moves = ask.after(ordered, dispatch.ShipmentMoved, (of) => of.shipmentId === id);
  const when = (act: string): string | null => moves.filter((move) => move.body.act === act).at(-1)?.body.occurredAt ?? null;
  const counted = moves.find((move) => move.body.received !== null)?.body.received ?? [];
  return {
    ...body,
    id,
    state: moves.at(-1)?.body.to ?? 'picking',
    expectedAt: (moves.at(-1)?.body ?? body).expectedAt,
    departedAt: when('dispatch'),
    arrivedAt: when('receive'),
    items: body.items.map((item) => ({ ...item, received: counted.find(({ lotId }) => lotId === item.lotId)?.received ?? null })),
  };
}
