import { Sensitive, addMs, hours } from '@bongsu/kernel';
import type { Lot, StaffMember } from '@bongsu/resources/contract';
import type { RequestLine } from '../src/contract';
import type { Dossier } from '../src/domain/dossier';
import { type Offer, queuedOffer } from '../src/domain/offer';
import type { HubCandidate, PlanFacts } from '../src/domain/plan-facts';
import type { SupportRequest } from '../src/domain/support-request';
import type { HubShelf } from '../src/domain/take-facts';

/** Given-parts of specs. Times, ids and figures are plain so that an expectation can be read. */
export const NOW = '2023-02-06T02:00:00.000Z';
export const ANKARA = 'KR-EMB-TR';
export const WARSAW = 'KR-EMB-PL';
export const RIYADH = 'KR-EMB-SA';
export const PARIS = 'KR-EMB-FR';

export const inHours = (count: number): string => addMs(NOW, hours(count));

/** Ids in order: `id-1`, `id-2` … */
export function ids(prefix = 'id'): () => string {
  let last = 0;
  return () => `${prefix}-${++last}`;
}

export const consularLine = (count: number, more: Partial<Extract<RequestLine, { kind: 'staff' }>> = {}): RequestLine => ({
  ...{ kind: 'staff', skill: 'consular', languages: [], needsVisa: false, count, minimum: 1, durationDays: 14 },
  ...more,
});
export const kitLine = (count: number, itemCode = 'KIT', minimum = 1): RequestLine => ({ kind: 'supply', itemCode, count, minimum });

export function request(lines: readonly RequestLine[], more: Partial<SupportRequest> = {}): SupportRequest {
  return {
    ...{
      id: 'request-1',
      code: 'TUR-2023-0001-S1',
      incidentId: 'incident-1',
      missionId: ANKARA,
      priority: 'P1',
      neededBy: inHours(48),
      justification: Sensitive.of('because'),
    },
    lines: lines.map((line, at) => ({ lineNo: at + 1, line, committed: 0, arrived: 0, waived: 0 })),
    ...{
      state: 'submitted',
      submittedAt: NOW,
      decisionDueAt: inHours(1),
      plan: null,
      endedReason: null,
      endedAt: null,
      audience: [ANKARA],
      version: 1,
    },
    ...more,
  };
}

export function dossier(of: SupportRequest, more: Partial<Omit<Dossier, 'request'>> = {}): Dossier {
  return { request: of, offers: [], deployments: [], shipments: [], ...more };
}

export function offer(lines: Offer['lines'], more: Partial<Offer> = {}): Offer {
  const asked = {
    id: 'offer-1',
    requestId: 'request-1',
    incidentId: 'incident-1',
    requestingMissionId: ANKARA,
    hubId: WARSAW,
    tier: 'hub' as const,
  };
  return { ...queuedOffer({ ...asked, lines, queuedAt: NOW }), state: 'sent', sentAt: NOW, ackDueAt: inHours(0.5), version: 2, ...more };
}

export function person(id: string, more: Partial<StaffMember> = {}): StaffMember {
  return {
    ...{ id, staffNo: `S-${id}`, missionId: WARSAW, skills: ['consular'], languages: [{ code: 'ko', level: 'C2' }], visas: [] },
    ...{ state: 'available', lastReturnAt: null, restUntil: null, version: 1 },
    ...more,
  };
}

export function lot(id: string, quantity: number, more: Partial<Lot> = {}): Lot {
  return {
    ...{ id, lotNo: `L-${id}`, itemCode: 'KIT', missionId: WARSAW, quantity, reserved: 0, expiresAt: null, condition: 'good', version: 1 },
    ...more,
  };
}

export function hub(hubId: string, travelHours: number, site: Partial<Pick<HubCandidate, 'staff' | 'lots'>> = {}): HubCandidate {
  return { hubId, travelHours, staff: [], lots: [], ...site };
}

export function planFacts(candidates: readonly HubCandidate[], more: Partial<PlanFacts> = {}): PlanFacts {
  return { now: NOW, candidates, lanes: new Map(), countryIso2: 'TR', newId: ids('planned'), ...more };
}

export function shelf(site: Partial<Pick<HubShelf, 'staff' | 'lots'>> = {}): HubShelf {
  return { now: NOW, staff: [], lots: [], travelHours: 8, heldUntil: inHours(24), countryIso2: 'TR', newId: ids(), ...site };
}
