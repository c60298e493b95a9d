import { type Instant, addMs, hours } from '@bongsu/kernel';
import type { Lot, StaffMember, StaffNeed } from '@bongsu/resources/contract';
import type { RequestLine } from '../contract';
import { type Lanes, answeringHub } from './lane';
import type { SupportRequest } from './support-request';

/** A hub as the planner sees it: how far, and who and what is on its own site. */
export interface HubCandidate {
  readonly hubId: string;
  readonly travelHours: number;
  readonly staff: readonly StaffMember[];
  readonly lots: readonly Lot[];
}

export interface PlanFacts {
  readonly now: Instant;
  readonly candidates: readonly HubCandidate[];
  readonly lanes: Lanes;
  /** Where the requesting mission stands: whose visa is needed. */
  readonly countryIso2: string;
  readonly newId: () => string;
}

/** From the decision to the wheels. PROPOSED: 2 hours, the notice of the British on-call teams (domain §3, [UK2]). */
export const PREPARATION_HOURS = 2;

export function arrivalBy(now: Instant, travelHours: number): Instant {
  return addMs(now, hours(PREPARATION_HOURS + travelHours));
}

type StaffRequestLine = Extract<RequestLine, { kind: 'staff' }>;

export function staffNeed(line: StaffRequestLine, countryIso2: string, arrivesAt: Instant): StaffNeed {
  return {
    skill: line.skill,
    languages: line.languages,
    visaFor: line.needsVisa ? countryIso2 : null,
    until: addMs(arrivesAt, hours(24 * line.durationDays)),
  };
}

/** A hub in the order in which it is asked. */
export interface RankedHub extends HubCandidate {
  /** 1 = nearest. */
  readonly rank: number;
  readonly arrivesBy: Instant;
  readonly inTime: boolean;
}

/**
 * Hubs by travel hours, nearest first. Whose lane is handed over gives its place to the hub that answers for it; the requesting
 * mission does not ask itself.
 */
export function rankHubs(request: SupportRequest, facts: PlanFacts): RankedHub[] {
  const byId = new Map(facts.candidates.map((candidate) => [candidate.hubId, candidate]));
  const nearestFirst = [...facts.candidates].sort((a, b) => a.travelHours - b.travelHours || a.hubId.localeCompare(b.hubId));
  const answering = nearestFirst
    .map((candidate) => answeringHub(candidate.hubId, facts.lanes))
    .filter((hubId) => hubId !== request.missionId);
  return [...new Set(answering)].flatMap((hubId, index) => {
    const candidate = byId.get(hubId);
    if (candidate === undefined) return [];
    const arrivesBy = arrivalBy(facts.now, candidate.travelHours);
    return [{ ...candidate, rank: index + 1, arrivesBy, inTime: arrivesBy <= request.neededBy }];
  });
}
