import { type Instant, ok } from '@bongsu/kernel';
import type { Shortfall } from '../contract';
import { extendPlan, then } from './ask-hubs';
import { shipmentMoved } from './dispatch-entries';
import { type Decided, type Dossier, type Step, uncovered, withShipments } from './dossier';
import { impossibleTransition } from './refusals';
import { followThrough } from './request-progress';
import { type Shipment, shipmentTransitions } from './shipment';
import { lineOf } from './support-request';

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
  return ok(then(lapsed, (current) => stateShortfalls(current, before, now)));
}

function stateShortfalls(dossier: Dossier, { items }: Shipment, now: Instant): Step {
  const lineNos = [...new Set(items.map(({ lineNo }) => lineNo))];
  const missing = lineNos.map((lineNo) => shortfallOf(dossier, lineNo)).filter((gap) => gap !== null);
  if (missing.length === 0) return { dossier, entries: [] };
  const others = (dossier.request.plan?.shortfalls ?? []).filter(({ lineNo }) => !missing.some((gap) => gap.lineNo === lineNo));
  return extendPlan(
    dossier,
    [],
    [...others, ...missing].sort((a, b) => a.lineNo - b.lineNo),
    now,
  );
}

function shortfallOf(dossier: Dossier, lineNo: number): Shortfall | null {
  const line = lineOf(dossier.request, lineNo);
  const missing = line === undefined ? 0 : uncovered(dossier, line);
  if (line === undefined || missing === 0) return null;
  return { lineNo, missing, code: 'reservation-lapsed', belowMinimum: line.line.count - missing < line.line.minimum };
}
