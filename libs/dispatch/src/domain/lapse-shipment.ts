import { type Instant, ok } from '@bongsu/kernel';
import { then } from './ask-hubs';
import { shipmentMoved } from './dispatch-entries';
import { type Decided, type Dossier, withShipments } from './dossier';
import { impossibleTransition } from './refusals';
import { followThrough } from './request-progress';
import { type Shipment, shipmentTransitions } from './shipment';
import { stateShortfalls } from './state-shortfalls';

/**
 * Nobody sent what a hub promised, and it is held no longer: the shelf is needed by others too. What it should have covered is missing
 * again, and the plan says so at once, because a request that is at headquarters is not planned anew.
 */
export function lapseShipment(dossier: Dossier, before: Shipment, now: Instant): Decided {
  const state = shipmentTransitions.next(before.state, 'lapse');
  if (state === undefined) return impossibleTransition(shipmentTransitions, 'shipment', before.state, 'lapse');
  const after: Shipment = { ...before, state };
  const lapsed = followThrough({
    dossier: withShipments(dossier, [after]),
    entries: [shipmentMoved('lapse', before, after, now)],
  });
  const lineNos = before.items.map(({ lineNo }) => lineNo);
  return ok(then(lapsed, (current) => stateShortfalls(current, lineNos, 'reservation-lapsed', now)));
}
