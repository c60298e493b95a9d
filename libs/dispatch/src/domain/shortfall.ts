import { type Lot, type LotObstacle, type StaffMember, type StaffObstacle, lotObstacle, staffObstacle } from '@bongsu/resources/contract';
import type { ShortfallCode } from '../contract';
import { type Dossier, hubsAsked } from './dossier';
import { type PlanFacts, type RankedHub, staffNeed } from './plan-facts';
import type { RequestedLine } from './support-request';

/**
 * Why part of a line could not be covered: how far the most suitable candidate got. "Nobody has the skill" and "the medic is on
 * rest until tomorrow" call for different next steps, so the code names the last obstacle of whoever came nearest.
 */
export function shortfallCode(
  line: RequestedLine,
  planned: number,
  hubs: readonly RankedHub[],
  dossier: Dossier,
  facts: PlanFacts,
): ShortfallCode {
  if (planned > 0) return 'insufficient-quantity';
  const asked = hubsAsked(dossier, line.lineNo);
  const unasked = hubs.filter((hub) => !asked.has(hub.hubId));
  const nearest = Math.max(-1, ...unasked.map((hub) => progressAt(hub, line, facts)));
  if (asked.size > 0 && nearest < tooFar(line)) return codeOfAnswers(dossier, line.lineNo);
  return codes(line)[nearest] ?? codes(line)[0] ?? 'insufficient-quantity';
}

/** Codes from the least to the most suitable candidate. */
const staffCodes: readonly ShortfallCode[] = [
  'no-staff-with-skill',
  'no-staff-with-language',
  'no-staff-with-visa',
  'insufficient-quantity',
  'all-on-rest',
  'too-far-for-needed-by',
  'insufficient-quantity',
];
const staffProgress: Readonly<Record<StaffObstacle, number>> = { 'no-skill': 0, 'no-language': 1, 'no-visa': 2, engaged: 3, 'on-rest': 4 };

const supplyCodes: readonly ShortfallCode[] = [
  'no-stock',
  'stock-expires-too-soon',
  'insufficient-quantity',
  'too-far-for-needed-by',
  'insufficient-quantity',
];
const supplyProgress: Readonly<Record<LotObstacle, number>> = { 'not-good': 0, expired: 1, 'expires-too-soon': 1, reserved: 2 };

function codes({ line }: RequestedLine): readonly ShortfallCode[] {
  return line.kind === 'staff' ? staffCodes : supplyCodes;
}

/** The step of the ladder at which only distance is missing. */
function tooFar(line: RequestedLine): number {
  return codes(line).indexOf('too-far-for-needed-by');
}

/** How far the best candidate of one hub gets; −1 when there is none at all. */
function progressAt(hub: RankedHub, requested: RequestedLine, facts: PlanFacts): number {
  const top = codes(requested).length - 1;
  const reach = hub.inTime ? top : tooFar(requested);
  const { line } = requested;
  if (line.kind === 'staff') {
    const need = staffNeed(line, facts.countryIso2, hub.arrivesBy);
    return best(hub.staff, (member: StaffMember) => progressOf(staffObstacle(member, need, facts.now), staffProgress, reach));
  }
  const lots = hub.lots.filter((lot) => lot.itemCode === line.itemCode && lot.quantity > 0);
  return best(lots, (lot: Lot) => progressOf(lotObstacle(lot, hub.arrivesBy), supplyProgress, reach));
}

function progressOf<Obstacle extends string>(
  obstacle: Obstacle | null,
  progress: Readonly<Record<Obstacle, number>>,
  reach: number,
): number {
  return obstacle === null ? reach : progress[obstacle];
}

function best<Thing>(things: readonly Thing[], score: (thing: Thing) => number): number {
  return Math.max(-1, ...things.map(score));
}

/** Everyone who could be asked was asked: what did they say, and what did they do? */
function codeOfAnswers(dossier: Dossier, lineNo: number): ShortfallCode {
  const lapsed = dossier.shipments.some(({ state, items }) => state === 'lapsed' && items.some((item) => item.lineNo === lineNo));
  if (lapsed) return 'reservation-lapsed';
  const states = dossier.offers.filter((offer) => offer.lines.some((line) => line.lineNo === lineNo)).map((offer) => offer.state);
  if (states.every((state) => state === 'escalated')) return 'nobody-answered';
  return states.every((state) => state === 'escalated' || state === 'declined') ? 'declined-by-all' : 'insufficient-quantity';
}
