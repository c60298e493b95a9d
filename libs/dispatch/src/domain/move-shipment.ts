import { type Instant, type Refusal, type Result, Sensitive, addMs, hours, ok, refuse } from '@bongsu/kernel';
import type { ShipmentWayAct } from '../contract';
import { shipmentMoved } from './dispatch-entries';
import { type Decided, type Dossier, withShipments } from './dossier';
import type { Observation } from './move-deployment';
import { impossibleTransition } from './refusals';
import { followThrough } from './request-progress';
import { type Shipment, type ShipmentItem, shipmentTransitions } from './shipment';
import { checkExpected, checkOccurred } from './times';

/** What people report; that a promise lapses is the clock's alone. */
type ReportedAct = ShipmentWayAct | 'receive';

/** What was counted of one lot on arrival. */
export interface Counted {
  readonly lotId: string;
  readonly received: number;
  readonly note: string | null;
}

/** One step of a shipment, as somebody saw it; receipt is {@link receiveShipment}. */
export function moveShipment(
  dossier: Dossier,
  before: Shipment,
  act: ShipmentWayAct,
  seen: Observation,
  now: Instant,
  travelHours: number,
): Decided {
  const moved = step(before, act, seen, now);
  if (!moved.ok) return moved;
  const { after, occurredAt } = moved.value;
  const dated =
    act === 'dispatch'
      ? { ...after, departedAt: occurredAt, expectedAt: seen.expectedAt ?? addMs(occurredAt, hours(travelHours)) }
      : { ...after, expectedAt: seen.expectedAt ?? after.expectedAt };
  return ok(followThrough({ dossier: withShipments(dossier, [dated]), entries: [shipmentMoved(act, before, dated, occurredAt)] }));
}

/**
 * Counted in at the destination. Lots that are not mentioned arrived as they were sent; a difference is recorded with a note,
 * and what is missing is asked for again.
 */
export function receiveShipment(dossier: Dossier, before: Shipment, counted: readonly Counted[], seen: Observation, now: Instant): Decided {
  const moved = step(before, 'receive', seen, now);
  if (!moved.ok) return moved;
  const items = countItems(before, counted);
  if (!items.ok) return items;
  const discrepancyNotes = notesIn(counted);
  const after: Shipment = { ...moved.value.after, items: items.value, discrepancyNotes, arrivedAt: moved.value.occurredAt };
  return ok(
    followThrough({ dossier: withShipments(dossier, [after]), entries: [shipmentMoved('receive', before, after, moved.value.occurredAt)] }),
  );
}

function step(
  before: Shipment,
  act: ReportedAct,
  seen: Observation,
  now: Instant,
): Result<{ after: Shipment; occurredAt: Instant }, Refusal> {
  const state = shipmentTransitions.next(before.state, act);
  if (before.state === 'lapsed') return lapsedBefore(before);
  if (state === undefined) return impossibleTransition(shipmentTransitions, 'shipment', before.state, act);
  const occurredAt = seen.occurredAt ?? now;
  const timely = checkOccurred(occurredAt, now, before.departedAt, 'its departure');
  if (!timely.ok) return timely;
  const expected = checkExpected(seen.expectedAt, occurredAt);
  return expected.ok ? ok({ after: { ...before, state }, occurredAt }) : expected;
}

function lapsedBefore({ id, heldUntil }: Shipment) {
  return refuse(
    'conflict',
    'dispatch.reservation-lapsed',
    `This shipment was not sent by ${heldUntil}; its supplies are free again and may be promised to others.`,
    'Put the goods back on the shelf; where they are still needed, headquarters can ask this hub again.',
    { facts: { shipmentId: id, heldUntil } },
  );
}

function countItems(shipment: Shipment, counted: readonly Counted[]): Result<ShipmentItem[], Refusal> {
  for (const [at, { lotId, received, note }] of counted.entries()) {
    const item = shipment.items.find((sent) => sent.lotId === lotId);
    const field = `items.${at}`;
    if (item === undefined || counted.findIndex((other) => other.lotId === lotId) < at) {
      return refuse(
        'invalid',
        'dispatch.lot-not-in-shipment',
        'A counted lot is not in this shipment, or is counted twice.',
        'Count each lot of the shipment once.',
        { field: `${field}.lotId`, facts: { lotId } },
      );
    }
    if (received !== item.sent && note === null) {
      const facts = { lotId, sent: item.sent, received };
      return refuse(
        'invalid',
        'dispatch.discrepancy-needs-note',
        `${item.sent} were sent and ${received} counted; the difference needs a note.`,
        'Say what is known about the difference.',
        { field: `${field}.note`, facts },
      );
    }
  }
  return ok(
    shipment.items.map((item) => {
      const count = counted.find(({ lotId }) => lotId === item.lotId);
      return { ...item, received: count?.received ?? item.sent };
    }),
  );
}

function notesIn(counted: readonly Counted[]): Sensitive | null {
  const written = counted.filter(({ note }) => note !== null).map(({ lotId, note }) => [lotId, note]);
  return written.length === 0 ? null : Sensitive.of(JSON.stringify(Object.fromEntries(written)));
}
