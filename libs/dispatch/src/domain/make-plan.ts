import { type StaffLine, assignStaff, pickLots } from '@bongsu/resources/contract';
import type { OfferLine, PlanChoice, Shortfall } from '../contract';
import { type Dossier, hubsAsked, uncovered } from './dossier';
import { type PlanFacts, type RankedHub, rankHubs, staffNeed } from './plan-facts';
import { shortfallCode } from './shortfall';
import type { RequestedLine } from './support-request';

/** What the planner proposes: whom to ask for what, with a reason for each choice and a code for each gap. */
export interface MadePlan {
  readonly choices: readonly PlanChoice[];
  readonly asks: readonly { readonly hubId: string; readonly lines: readonly OfferLine[] }[];
  readonly shortfalls: readonly Shortfall[];
}

/**
 * The plan's first version (ADR 0020): the nearest capable hub by travel hours, the remainder from the next nearest, nobody asked
 * twice for the same line. Covers what nobody has promised and nobody is being asked for; holds nothing back: hubs promise on acceptance.
 */
export function makePlan(dossier: Dossier, facts: PlanFacts): MadePlan {
  const hubs = rankHubs(dossier.request, facts);
  const missing = new Map(dossier.request.lines.map((line) => [line.lineNo, uncovered(dossier, line)]));
  const choices: PlanChoice[] = [];
  const asks: { hubId: string; lines: OfferLine[] }[] = [];
  for (const hub of hubs.filter(({ inTime }) => inTime)) {
    const lines = dossier.request.lines.filter(
      (line) => (missing.get(line.lineNo) ?? 0) > 0 && !hubsAsked(dossier, line.lineNo).has(hub.hubId),
    );
    const covered = coverage(hub, lines, missing, facts);
    if (covered.length === 0) continue;
    choices.push(...covered.map((line) => choice(line, hub, hubs, choices, dossier, facts)));
    for (const { lineNo, count } of covered) missing.set(lineNo, (missing.get(lineNo) ?? 0) - count);
    asks.push({ hubId: hub.hubId, lines: covered });
  }
  return { choices, asks, shortfalls: shortfalls(dossier, missing, hubs, facts) };
}

/** How much of each line one hub can send: nobody for two lines, only what is free and keeps long enough. */
function coverage(hub: RankedHub, lines: readonly RequestedLine[], missing: ReadonlyMap<number, number>, facts: PlanFacts): OfferLine[] {
  const staffLines = lines.flatMap(({ lineNo, line }): StaffLine[] =>
    line.kind === 'staff' ? [{ lineNo, need: staffNeed(line, facts.countryIso2, hub.arrivesBy), count: missing.get(lineNo) ?? 0 }] : [],
  );
  const assigned = assignStaff(staffLines, hub.staff, facts.now);
  return lines.flatMap(({ lineNo, line }) => {
    const count = line.kind === 'staff' ? (assigned.get(lineNo)?.length ?? 0) : quantityOf(hub, line.itemCode, missing.get(lineNo) ?? 0);
    return count > 0 ? [{ lineNo, count }] : [];
  });
}

function quantityOf(hub: RankedHub, itemCode: string, count: number): number {
  return pickLots(hub.lots, itemCode, count, hub.arrivesBy).reduce((total, pick) => total + pick.quantity, 0);
}

function choice(
  line: OfferLine,
  hub: RankedHub,
  hubs: readonly RankedHub[],
  before: readonly PlanChoice[],
  dossier: Dossier,
  facts: PlanFacts,
): PlanChoice {
  return {
    ...line,
    hubId: hub.hubId,
    reason: {
      code: reasonCode(line.lineNo, hubs, before, dossier, facts),
      travelHours: hub.travelHours,
      rank: hub.rank,
      hubsConsidered: hubs.length,
      arrivesBy: hub.arrivesBy,
    },
  };
}

function reasonCode(
  lineNo: number,
  hubs: readonly RankedHub[],
  before: readonly PlanChoice[],
  dossier: Dossier,
  facts: PlanFacts,
): PlanChoice['reason']['code'] {
  const offers = dossier.offers.filter((offer) => offer.lines.some((line) => line.lineNo === lineNo));
  if (before.some((made) => made.lineNo === lineNo) || offers.some(({ accepted }) => accepted.some((line) => line.lineNo === lineNo))) {
    return 'next-nearest-for-remainder';
  }
  if (offers.some(({ state }) => state === 'declined')) return 'replanned-after-decline';
  const requested = dossier.request.lines.filter((line) => line.lineNo === lineNo);
  const capable = hubs.filter((hub) => hub.inTime && coverage(hub, requested, new Map([[lineNo, 1]]), facts).length > 0);
  return capable.length === 1 ? 'only-capable-hub' : 'nearest-capable-hub';
}

function shortfalls(dossier: Dossier, missing: ReadonlyMap<number, number>, hubs: readonly RankedHub[], facts: PlanFacts): Shortfall[] {
  return dossier.request.lines.flatMap((line) => {
    const gap = missing.get(line.lineNo) ?? 0;
    if (gap <= 0) return [];
    const planned = uncovered(dossier, line) - gap;
    const covered = line.line.count - gap;
    return [
      {
        lineNo: line.lineNo,
        missing: gap,
        code: shortfallCode(line, planned, hubs, dossier, facts),
        belowMinimum: covered < line.line.minimum,
      },
    ];
  });
}
