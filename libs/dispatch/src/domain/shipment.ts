import { type Instant, transitions } from '@bongsu/kernel';
import type { ShipmentAct, ShipmentState } from '../contract';
import type { TypedText } from './typed-text';

export interface ShipmentItem {
  readonly lineNo: number;
  readonly lotId: string;
  readonly itemCode: string;
  readonly sent: number;
  readonly received: number | null;
}

/** Supplies sent from one mission to another under one offer. */
export interface Shipment {
  readonly id: string;
  readonly offerId: string;
  readonly requestId: string;
  readonly incidentId: string;
  readonly items: readonly ShipmentItem[];
  readonly fromMissionId: string;
  readonly toMissionId: string;
  readonly state: ShipmentState;
  readonly orderedAt: Instant;
  /** Its lots are held for it until then; what has not been sent by then lapses. */
  readonly heldUntil: Instant;
  readonly departedAt: Instant | null;
  readonly expectedAt: Instant | null;
  readonly arrivedAt: Instant | null;
  /** What was written where a count differed: JSON, by the id of the lot. */
  readonly discrepancyNotes: TypedText | null;
  /** How many notes were written with its steps. */
  readonly noteCount: number;
  readonly version: number;
}

export const shipmentTransitions = transitions<ShipmentState, ShipmentAct>({
  picking: { dispatch: 'in-transit', cancel: 'cancelled', lapse: 'lapsed' },
  'in-transit': { hold: 'customs-hold', receive: 'received', 'report-lost': 'lost' },
  'customs-hold': { clear: 'in-transit', 'report-lost': 'lost' },
  received: {},
  lost: {},
  cancelled: {},
  lapsed: {},
});

/** Which side reports what it sees; `either` for what happens on the way, `clock` for what nobody reports. Headquarters may report for all sides. */
export const shipmentReporter = {
  dispatch: 'sender',
  cancel: 'sender',
  hold: 'either',
  clear: 'either',
  'report-lost': 'either',
  receive: 'receiver',
  lapse: 'clock',
} as const satisfies Readonly<Record<ShipmentAct, 'sender' | 'receiver' | 'either' | 'clock'>>;

/** What this shipment still stands for of one line: what was sent until it is counted, what was counted afterwards, nothing when lost, called off or lapsed. */
export function stillCounts(shipment: Shipment, lineNo: number): number {
  if (shipment.state === 'lost' || neverLeft(shipment)) return 0;
  return sum(shipment, lineNo, (item) => (shipment.state === 'received' ? (item.received ?? 0) : item.sent));
}

export function receivedOf(shipment: Shipment, lineNo: number): number {
  return shipment.state === 'received' ? sum(shipment, lineNo, (item) => item.received ?? 0) : 0;
}

/** Over: counted in, lost, or never left. */
export function shipmentIsOver(shipment: Pick<Shipment, 'state'>): boolean {
  return shipment.state === 'received' || shipment.state === 'lost' || neverLeft(shipment);
}

/** Called off, or not sent in time. */
function neverLeft({ state }: Pick<Shipment, 'state'>): boolean {
  return state === 'cancelled' || state === 'lapsed';
}

function sum(shipment: Shipment, lineNo: number, figure: (item: ShipmentItem) => number): number {
  return shipment.items.filter((item) => item.lineNo === lineNo).reduce((total, item) => total + figure(item), 0);
}
