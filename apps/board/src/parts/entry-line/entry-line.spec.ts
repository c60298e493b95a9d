import i18next, { type TFunction } from 'i18next';
import type { Entry } from '@bongsu/kernel';
import { emptyBoard, reduceAll, reducedKinds } from '@bongsu/situation/contract';
import { english } from '../../i18n/en';
import { korean } from '../../i18n/ko';
import { type ToldEntry, entryLines } from './entry-line';

const i18n = i18next.createInstance();
const cities: Readonly<Record<string, string>> = { 'KR-EMB-TR': 'Ankara', 'KR-EMB-PL': 'Warsaw' };
const items: Readonly<Record<string, string>> = { KIT: 'SHELTER KIT, tools (box)', TENT: 'TENT, family' };

const AT = '2023-02-06T09:30:00.000Z';
const reportId = '019f0000-0000-7000-8000-000000000001';
const incidentId = '019f0000-0000-7000-8000-000000000002';
const taskId = '019f0000-0000-7000-8000-000000000003';
const requestId = '019f0000-0000-7000-8000-000000000004';
const shipmentId = '019f0000-0000-7000-8000-000000000005';
const way = { fromMissionId: 'KR-EMB-PL', toMissionId: 'KR-EMB-TR' };
const ofRequest = { requestId, incidentId };
const ofOffer = { offerId: 'o', ...ofRequest, hubId: 'KR-EMB-PL', requestingMissionId: 'KR-EMB-TR' };
const ofReport = {
  category: 'earthquake',
  urgency: 'U2',
  evidenceGrade: 'C',
  channel: 'phone',
  missionId: 'KR-EMB-TR',
  countryIso2: 'TR',
  lat: null,
  lng: null,
};
const ofIncident = {
  incidentId,
  code: 'TUR-2023-0001',
  title: 'Earthquake in Hatay',
  category: 'earthquake',
  urgency: 'U1',
  missionId: 'KR-EMB-TR',
  countryIso2: 'TR',
};
const lines = [
  { lineNo: 1, line: { kind: 'staff', skill: 'medical', languages: [], needsVisa: false, count: 4, minimum: 1, durationDays: 14 } },
  { lineNo: 2, line: { kind: 'supply', itemCode: 'TENT', count: 50, minimum: 1 } },
];
const ofRequestTold = { ...ofRequest, code: 'TUR-2023-0001-S1', missionId: 'KR-EMB-TR', priority: 'P1', neededBy: AT, decisionDueAt: null };
const lot = (itemCode: string, sent: number, received: number) => ({ lotId: itemCode, itemCode, sent, received });
const moved = { ...ofRequest, ...way, occurredAt: AT, expectedAt: AT };

/** One entry of every kind that the board shows, with the line that it becomes. */
const told: Readonly<Record<string, readonly [body: object, english: string]>> = {
  'incidents.report-filed': [
    {
      reportId,
      code: 'R-2023-000001',
      ...ofReport,
      nationals: { low: 1, best: 2, high: 3 },
      correctsReportId: null,
      incidentId: null,
      feed: null,
    },
    'Report R-2023-000001 filed: Earthquake · about 2 nationals · in charge: Ankara · evidence C',
  ],
  'incidents.report-revised': [
    { reportId, revision: 2, magnitude: 7.8, lat: null, lng: null },
    'Source revised report R-2023-000001 · M 7.8',
  ],
  'incidents.report-linked': [{ reportId, incidentId }, 'Report R-2023-000001 linked to TUR-2023-0001'],
  'incidents.report-unlinked': [{ reportId, incidentId, decisionId: null }, 'Report R-2023-000001 taken out of TUR-2023-0001'],
  'incidents.report-dismissed': [{ reportId, decisionId: null }, 'Report R-2023-000001 dismissed: nothing follows'],
  'incidents.report-reassigned': [{ reportId, from: 'KR-EMB-TR', to: 'KR-EMB-PL' }, 'Report R-2023-000001 passed from Ankara to Warsaw'],
  'incidents.report-shared': [
    { reportId, code: 'R-2023-000001', missions: ['KR-EMB-PL'], ...ofReport },
    'Report R-2023-000001 shared with Warsaw',
  ],
  'incidents.duplicate-proposed': [
    { proposalId: 'p', reportId, incidentId, distanceKm: 12.4, minutesApart: 30, sameCategory: true },
    'Report R-2023-000001 may be the same event as TUR-2023-0001 · 12 km apart · 30 min apart',
  ],
  'incidents.duplicate-rejected': [{ proposalId: 'p', reportId, incidentId }, 'Report R-2023-000001 is not TUR-2023-0001'],
  'incidents.incident-opened': [
    { ...ofIncident, lat: null, lng: null, zone: 'Europe/Istanbul', occurredAt: AT, ackDueAt: AT },
    'TUR-2023-0001 opened: Earthquake in Hatay · U1 Life danger now · in charge: Ankara · to acknowledge by 09:30',
  ],
  'incidents.incident-shared': [{ ...ofIncident, missions: ['KR-EMB-PL'], tasks: [] }, 'TUR-2023-0001 shared with Warsaw'],
  'incidents.incident-sealed': [{ ground: 'abduction' }, 'Incident sealed · only those on its list see it'],
  'incidents.incident-unsealed': [{}, 'Seal taken off the incident · all concerned see it again'],
  'incidents.incident-acknowledged': [{ incidentId, missionId: 'KR-EMB-TR' }, 'Ankara acknowledged the incident'],
  'incidents.incident-ack-overdue': [
    { incidentId, missionId: 'KR-EMB-TR', toldHubId: 'KR-EMB-PL' },
    'Ankara did not acknowledge in time · Warsaw was told',
  ],
  'incidents.incident-moved': [{ incidentId, act: 'activate', from: 'assessing', to: 'active' }, 'Incident moved from Assessing to Active'],
  'incidents.alert-level-decided': [
    { incidentId, from: 'none', to: 'caution', decisionId: null, reviewAt: AT },
    'Alert level No alert → Caution · review by 09:30',
  ],
  'incidents.alert-review-due': [{ incidentId, level: 'caution', reviewAt: AT }, 'Alert level Caution is due for review'],
  'incidents.urgency-changed': [{ incidentId, from: 'U2', to: 'U1', decisionId: null }, 'Urgency U2 → U1 Life danger now'],
  'incidents.incident-reassigned': [
    { incidentId, from: 'KR-EMB-TR', to: 'KR-EMB-PL', decisionId: null, ackDueAt: AT },
    'Incident passed from Ankara to Warsaw · to acknowledge by 09:30',
  ],
  'incidents.task-added': [
    { incidentId, taskId, title: 'Call the association', ownerMissionId: 'KR-EMB-TR', dueAt: AT },
    'Task for Ankara: Call the association · due 09:30',
  ],
  'incidents.task-completed': [{ incidentId, taskId }, 'Ankara finished: Call the association'],
  'incidents.task-cancelled': [{ incidentId, taskId }, 'Task called off: Call the association'],
  'incidents.task-overdue': [{ incidentId, taskId }, 'Ankara is late with: Call the association'],
  'dispatch.request-submitted': [
    { ...ofRequestTold, lines },
    'Ankara asks for 4 × Medical, 50 × tent · P1 Life-saving now · needed by 09:30 · TUR-2023-0001-S1',
  ],
  'dispatch.request-shared': [{ ...ofRequestTold, missions: ['KR-EMB-PL'] }, 'TUR-2023-0001-S1 shared with Warsaw'],
  'dispatch.plan-made': [
    {
      ...ofRequest,
      choices: [{ lineNo: 1, hubId: 'KR-EMB-PL', count: 4 }],
      shortfalls: [{ lineNo: 2, missing: 5, code: 'no-stock', belowMinimum: false }],
    },
    'Plan for TUR-2023-0001-S1: Warsaw to be asked · not covered: 5 × tent',
  ],
  'dispatch.request-moved': [
    { ...ofRequest, from: 'sourcing', to: 'at-headquarters', lines: [], reason: 'no-hub-left' },
    'TUR-2023-0001-S1: Being sourced → At headquarters · no hub is left to ask',
  ],
  'dispatch.offer-queued': [
    { ...ofOffer, tier: 'hub', lines: [{ lineNo: 1, count: 4 }], escalatedFromOfferId: null },
    'Warsaw is to be asked for 4 × Medical · Planned hub',
  ],
  'dispatch.offer-sent': [{ ...ofOffer, ackDueAt: AT }, 'Warsaw was asked · answer by 09:30 · TUR-2023-0001-S1'],
  'dispatch.offer-accepted': [{ ...ofOffer, accepted: [{ lineNo: 2, count: 50 }] }, 'Warsaw accepted: 50 × tent'],
  'dispatch.offer-part-accepted': [
    { ...ofOffer, accepted: [{ lineNo: 2, count: 20 }] },
    'Warsaw accepted a part: 20 × tent · the rest is sought elsewhere',
  ],
  'dispatch.offer-declined': [{ ...ofOffer, reason: 'own-crisis' }, 'Warsaw declined: Own crisis in the hub’s area · TUR-2023-0001-S1'],
  'dispatch.offer-escalated': [
    { ...ofOffer, toTier: 'headquarters', toHubId: null },
    'Warsaw did not answer in time · Headquarters is asked now',
  ],
  'dispatch.offer-withdrawn': [{ ...ofOffer, reason: 'request-withdrawn' }, 'Offer to Warsaw withdrawn · the request was withdrawn'],
  'dispatch.offer-fulfilled': [ofOffer, 'Warsaw delivered all it promised · TUR-2023-0001-S1'],
  'dispatch.deployment-ordered': [
    { deploymentId: 'd', offerId: 'o', ...ofRequest, lineNo: 1, staffId: 's', staffNo: 'PL-07', ...way, expectedAt: AT },
    'Officer PL-07 ordered from Warsaw to Ankara · expected 09:30',
  ],
  'dispatch.deployment-moved': [
    { deploymentId: 'd', ...moved, staffNo: 'PL-07', act: 'depart', from: 'ordered', to: 'en-route' },
    'Officer PL-07 left Warsaw for Ankara · expected 09:30',
  ],
  'dispatch.shipment-ordered': [
    {
      shipmentId,
      offerId: 'o',
      ...ofRequest,
      items: [{ lineNo: 2, lotId: 'l', itemCode: 'KIT', sent: 5 }],
      ...way,
      expectedAt: null,
      heldUntil: AT,
    },
    'Set aside in Warsaw for Ankara: 5 × shelter kit · to be sent by 09:30',
  ],
  'dispatch.shipment-moved': [
    { shipmentId, ...moved, act: 'dispatch', from: 'picking', to: 'in-transit', received: null },
    'Left Warsaw for Ankara: 5 × shelter kit · expected 09:30',
  ],
  'dispatch.lane-changed': [
    { hubId: 'KR-EMB-PL', from: 'open', to: 'handed-over', handedToHubId: 'KR-EMB-TR', reason: 'x' },
    'Lane of Warsaw: Handed over · to Ankara',
  ],
  'platform.job-refused': [
    { job: 'dispatch.plan', why: 'right-withdrawn', permission: 'x', missionId: 'KR-EMB-TR', causedBy: 'e' },
    'Ankara: an automatic step was not taken · the right was withdrawn · somebody with the right is needed',
  ],
  'missions.status-changed': [
    { missionId: 'KR-EMB-TR', from: 'open', to: 'relocated', reason: 'armed-conflict', asOf: '2023-02' },
    'Ankara: Open → Relocated · Armed conflict',
  ],
  'situation.sitrep-issued': [{ sitrepId: 's', incidentId, number: 3, asOf: AT }, 'Situation report No. 3 issued'],
  'situation.sitrep-withdrawn': [{ sitrepId: 's', incidentId, number: 3 }, 'Situation report No. 3 withdrawn · do not rely on it'],
  'situation.sitrep-superseded': [{ sitrepId: 's', incidentId, number: 2, byNumber: 3 }, 'Situation report No. 2 superseded by No. 3'],
};

const entryOf = (kind: string, body: object): Entry =>
  ({ id: kind, kind, at: AT, subject: { type: 'x', id: 'x' }, incidentId: null, body }) as unknown as Entry;
const known = [
  'incidents.report-filed',
  'incidents.incident-opened',
  'incidents.task-added',
  'dispatch.request-submitted',
  'dispatch.shipment-ordered',
];
const board = reduceAll(
  emptyBoard(),
  known.map((kind) => entryOf(kind, told[kind]?.[0] ?? {})),
);

function said(language: 'en' | 'ko', entry: ToldEntry, of = board): string {
  const t: TFunction = i18n.getFixedT(language);
  const { what, facts } = entryLines({
    t,
    missionName: (id) => (id === null ? '–' : (cities[id] ?? id)),
    itemName: (code) => items[code] ?? code,
    personName: (id) => (id === 'account-1' ? 'Kim Invented' : null),
    time: (at) => at.slice(11, 16),
    board: of,
  })(entry);
  return [what, ...facts].join(' · ');
}

describe('an entry as one line', () => {
  beforeAll(() =>
    i18n.init({
      lng: 'en',
      resources: { en: { translation: english }, ko: { translation: korean } },
      interpolation: { escapeValue: false },
    }),
  );

  it('there is one for every kind that the board shows', () => {
    expect(Object.keys(told).sort()).toEqual([...reducedKinds].sort());
  });

  it.each(Object.entries(told))('%s says who did what where, and what follows', (kind, [body, line]) => {
    expect(said('en', { kind, body })).toBe(line);
  });

  it.each(Object.entries(told))('%s says it in Korean, short, and with no id that nobody can say', (kind, [body]) => {
    const line = said('ko', { kind, body });
    expect(Object.values(korean.entry).flatMap((of) => (typeof of === 'string' ? [of] : Object.values(of)))).not.toContain(line);
    expect(line).toMatch(/[가-힣]/);
    expect(line).not.toMatch(/\{\{|undefined|null|019f|entryLine/);
    expect(line.length).toBeLessThan(90);
  });

  it.each(Object.entries(told))('%s says no nonsense where this board does not know what it is about', (kind, [body]) => {
    for (const language of ['en', 'ko'] as const)
      expect(said(language, { kind, body }, emptyBoard())).not.toMatch(/\{\{|undefined|null|019f|entryLine|신고 신고|사건 사건|요청 요청/);
  });

  it('says every step of a person’s journey differently', () => {
    const acts = Object.keys(english.entryLine.deployment);
    const body = (act: string) => ({ ...(told['dispatch.deployment-moved']?.[0] ?? {}), act });
    for (const language of ['en', 'ko'] as const)
      expect(new Set(acts.map((act) => said(language, { kind: 'dispatch.deployment-moved', body: body(act) }))).size).toBe(acts.length);
    expect(said('ko', { kind: 'dispatch.deployment-moved', body: body('arrive') })).toBe('직원 PL-07(Warsaw 소속), Ankara 도착');
  });

  it('says what was counted in, and what is missing of it', () => {
    const receipt = (received: object[]): ToldEntry => ({
      kind: 'dispatch.shipment-moved',
      body: { shipmentId, ...moved, act: 'receive', from: 'in-transit', to: 'received', received },
    });
    expect(said('en', receipt([lot('TENT', 50, 45), lot('KIT', 5, 5)]))).toBe(
      'Counted in Ankara, from Warsaw: 50 × tent, 5 × shelter kit · tent: 45 of 50, 5 missing',
    );
    expect(said('ko', receipt([lot('TENT', 50, 45)]))).toBe('Ankara 수령(Warsaw 발송): tent 50개 · tent 50개 중 45개 수령, 5개 부족');
    expect(said('ko', receipt([lot('TENT', 50, 50)]))).toBe('Ankara 수령(Warsaw 발송): tent 50개 · 수량 일치');
  });

  it('says what is proposed, and why a glass was broken', () => {
    const proposal = { proposalId: 'p', proposal: 'incidents.unseal', expiresAt: AT };
    expect(said('en', { kind: 'access.proposal-made', body: proposal })).toBe('Proposed: waits for a second person · Unseal an incident');
    const glass = { breakGlassId: 'g', subject: { type: 'incident', id: incidentId }, reasonCode: 'life-at-risk', until: AT };
    expect(said('en', { kind: 'access.break-glass-opened', body: glass })).toBe('Emergency access opened · Life is at risk');
    expect(said('ko', { kind: 'access.break-glass-opened', body: glass })).toBe('긴급 열람 시작 · 생명이 위험함');
  });

  it('says the kind alone where the body is not at hand', () => {
    expect(said('en', { kind: 'dispatch.deployment-moved', body: null })).toBe('Deployment');
    expect(said('en', { kind: 'future.kind', body: {} })).toBe('Something happened');
  });
});
