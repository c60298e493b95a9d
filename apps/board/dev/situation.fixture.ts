import {
  DeploymentMoved,
  DeploymentOrdered,
  OfferAccepted,
  OfferDeclined,
  OfferQueued,
  OfferSent,
  PlanMade,
  RequestMoved,
  RequestSubmitted,
  ShipmentMoved,
  ShipmentOrdered,
} from '@bongsu/dispatch/contract';
import {
  AlertLevelDecided,
  DuplicateProposed,
  IncidentAcknowledged,
  IncidentMoved,
  IncidentOpened,
  ReportFiled,
  ReportLinked,
  TaskAdded,
  UrgencyChanged,
} from '@bongsu/incidents/contract';
import { type EntryDefinition, addMs, minutes, systemClock } from '@bongsu/kernel';
import { MissionStatusChanged } from '@bongsu/missions/contract';
import type { LiveEntry } from '@bongsu/platform/contract';
import { SitrepIssued } from '@bongsu/situation/contract';

/** An invented evening: an earthquake with help on the way, a war next door, and smaller things. */
const now = systemClock.now();
export const ago = (count: number): string => addMs(now, -minutes(count));
export const within = (count: number): string => addMs(now, minutes(count));

let counter = 0;
export const fakeId = (name: string): string => {
  const hex = Array.from(name)
    .map((letter) => letter.charCodeAt(0).toString(16))
    .join('')
    .padEnd(32, '0')
    .slice(0, 32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

function entry<Kind extends string, Body>(
  definition: EntryDefinition<Kind, Body>,
  minutesAgo: number,
  incidentId: string | null,
  body: Body,
): LiveEntry {
  counter += 1;
  const made = definition.of({ subject: { type: 'story', id: fakeId(`s${String(counter)}`) }, incidentId, audience: ['*'], body });
  return {
    ...made,
    audience: [...made.audience],
    id: fakeId(`e${String(counter)}`),
    at: ago(minutesAgo),
    actor: { kind: minutesAgo % 3 === 0 ? 'job' : 'person', id: fakeId('someone') },
    correlationId: 'story',
  };
}

type Opened = Parameters<typeof IncidentOpened.of>[0]['body'];
const open = (key: string, minutesAgo: number, body: Omit<Opened, 'incidentId'>): LiveEntry =>
  entry(IncidentOpened, minutesAgo, fakeId(key), { incidentId: fakeId(key), ...body });

type Filed = Parameters<typeof ReportFiled.of>[0]['body'];
const report = (key: string, minutesAgo: number, incident: string | null, body: Partial<Filed>): LiveEntry[] => {
  const filed = entry(ReportFiled, minutesAgo, null, {
    reportId: fakeId(key),
    code: `R-2026-${key.replace(/\D/g, '').padStart(6, '0')}`,
    category: 'other',
    urgency: 'U3',
    evidenceGrade: 'C',
    channel: 'phone',
    missionId: null,
    countryIso2: null,
    basis: 'resident',
    estimate: false,
    lat: null,
    lng: null,
    occurredAt: ago(minutesAgo + 9),
    reportedAt: ago(minutesAgo),
    nationals: null,
    correctsReportId: null,
    incidentId: null,
    feed: null,
    ...body,
  });
  return incident === null
    ? [filed]
    : [filed, entry(ReportLinked, minutesAgo - 1, fakeId(incident), { reportId: fakeId(key), incidentId: fakeId(incident) })];
};

const tur = fakeId('tur');
const request = { requestId: fakeId('req1'), incidentId: tur };
const offer = (key: string, hubId: string) => ({ offerId: fakeId(key), ...request, hubId, requestingMissionId: 'KR-EMB-TR' });
const way = (fromMissionId: string) => ({ fromMissionId, toMissionId: 'KR-EMB-TR' });
const depart = (key: string, staffNo: string, from: string, left: number, eta: number, line: number): LiveEntry[] => [
  entry(DeploymentOrdered, left + 60, tur, {
    deploymentId: fakeId(key),
    offerId: fakeId('off1'),
    ...request,
    lineNo: line,
    staffId: fakeId(`st${key}`),
    staffNo,
    ...way(from),
    expectedAt: within(eta),
  }),
  entry(DeploymentMoved, left, tur, {
    deploymentId: fakeId(key),
    ...request,
    staffNo,
    act: 'depart',
    from: 'mobilising',
    to: 'en-route',
    ...way(from),
    occurredAt: ago(left),
    expectedAt: within(eta),
  }),
];

export const entries: LiveEntry[] = [
  open('tur', 190, {
    code: 'TUR-2026-0007',
    title: '튀르키예 남동부 지진 M 7.8, 하타이 안타키아',
    category: 'earthquake',
    urgency: 'U1',
    missionId: 'KR-EMB-TR',
    countryIso2: 'TR',
    lat: 36.2,
    lng: 36.16,
    zone: 'Europe/Istanbul',
    occurredAt: ago(205),
    ackDueAt: ago(180),
  }),
  ...report('r101', 188, 'tur', {
    category: 'earthquake',
    urgency: 'U1',
    evidenceGrade: 'A',
    channel: 'feed',
    lat: 37.17,
    lng: 37.03,
    countryIso2: 'TR',
    missionId: 'KR-EMB-TR',
    feed: { feed: 'usgs', eventId: 'us6000jllz', revision: 3, magnitude: 7.8 },
  }),
  ...report('r102', 170, 'tur', {
    category: 'missing-person',
    urgency: 'U1',
    evidenceGrade: 'C',
    channel: 'phone',
    lat: 36.2,
    lng: 36.16,
    countryIso2: 'TR',
    missionId: 'KR-EMB-TR',
    nationals: { low: 2, best: 2, high: 3 },
  }),
  ...report('r103', 120, 'tur', {
    category: 'earthquake',
    urgency: 'U2',
    evidenceGrade: 'B',
    channel: 'cooperator',
    lat: 37.06,
    lng: 37.38,
    countryIso2: 'TR',
    missionId: 'KR-EMB-TR',
    nationals: { low: 90, best: 100, high: 130 },
  }),
  entry(IncidentAcknowledged, 183, tur, { incidentId: tur, missionId: 'KR-EMB-TR' }),
  entry(IncidentMoved, 176, tur, { incidentId: tur, act: 'assess', from: 'signal', to: 'assessing', decisionId: null }),
  entry(IncidentMoved, 150, tur, {
    incidentId: tur,
    act: 'activate',
    from: 'assessing',
    to: 'active',
    decisionId: null,
  }),
  entry(AlertLevelDecided, 148, tur, {
    incidentId: tur,
    from: 'none',
    to: 'alert',
    decisionId: fakeId('level1'),
    reviewAt: within(95),
  }),
  entry(TaskAdded, 140, tur, {
    incidentId: tur,
    taskId: fakeId('task1'),
    title: '안타키아 한인교회 연락망 확인',
    ownerMissionId: 'KR-EMB-TR',
    dueAt: ago(6),
  }),
  entry(TaskAdded, 138, tur, {
    incidentId: tur,
    taskId: fakeId('task2'),
    title: '아다나 공항 운영 여부 확인',
    ownerMissionId: 'KR-EMB-TR',
    dueAt: within(42),
  }),
  entry(RequestSubmitted, 130, tur, {
    ...request,
    code: 'TUR-2026-0007-S1',
    missionId: 'KR-EMB-TR',
    priority: 'P1',
    neededBy: within(700),
    decisionDueAt: within(14),
    lines: [
      {
        lineNo: 1,
        line: { kind: 'staff', skill: 'consular', languages: ['tr', 'en'], needsVisa: false, count: 6, minimum: 3, durationDays: 14 },
      },
      { lineNo: 2, line: { kind: 'staff', skill: 'medical', languages: ['en'], needsVisa: false, count: 3, minimum: 2, durationDays: 14 } },
      { lineNo: 3, line: { kind: 'supply', itemCode: 'HCONBUCKP14L', count: 240, minimum: 120 } },
    ],
  }),
  entry(PlanMade, 129, tur, {
    ...request,
    choices: [
      {
        lineNo: 1,
        hubId: 'KR-EMB-PL',
        count: 4,
        reason: { code: 'nearest-capable-hub', travelHours: 6.2, rank: 1, hubsConsidered: 16, arrivesBy: within(260) },
      },
      {
        lineNo: 1,
        hubId: 'KR-EMB-SA',
        count: 2,
        reason: { code: 'next-nearest-for-remainder', travelHours: 8.4, rank: 2, hubsConsidered: 16, arrivesBy: within(380) },
      },
      {
        lineNo: 2,
        hubId: 'KR-EMB-SA',
        count: 2,
        reason: { code: 'only-capable-hub', travelHours: 8.4, rank: 2, hubsConsidered: 16, arrivesBy: within(380) },
      },
      {
        lineNo: 3,
        hubId: 'KR-EMB-SA',
        count: 240,
        reason: { code: 'nearest-capable-hub', travelHours: 11.5, rank: 1, hubsConsidered: 16, arrivesBy: within(560) },
      },
    ],
    shortfalls: [{ lineNo: 2, missing: 1, code: 'all-on-rest', belowMinimum: false }],
  }),
  entry(OfferQueued, 128, tur, {
    ...offer('off1', 'KR-EMB-PL'),
    tier: 'hub',
    lines: [{ lineNo: 1, count: 4 }],
    escalatedFromOfferId: null,
  }),
  entry(OfferSent, 128, tur, { ...offer('off1', 'KR-EMB-PL'), ackDueAt: ago(98) }),
  entry(OfferAccepted, 118, tur, { ...offer('off1', 'KR-EMB-PL'), accepted: [{ lineNo: 1, count: 4 }] }),
  entry(OfferQueued, 128, tur, {
    ...offer('off2', 'KR-EMB-SA'),
    tier: 'hub',
    lines: [
      { lineNo: 1, count: 2 },
      { lineNo: 2, count: 2 },
      { lineNo: 3, count: 240 },
    ],
    escalatedFromOfferId: null,
  }),
  entry(OfferSent, 22, tur, { ...offer('off2', 'KR-EMB-SA'), ackDueAt: within(8) }),
  entry(OfferQueued, 40, tur, {
    ...offer('off3', 'KR-EMB-DE'),
    tier: 'alternate',
    lines: [{ lineNo: 2, count: 1 }],
    escalatedFromOfferId: null,
  }),
  entry(OfferSent, 40, tur, { ...offer('off3', 'KR-EMB-DE'), ackDueAt: ago(10) }),
  entry(OfferDeclined, 12, tur, { ...offer('off3', 'KR-EMB-DE'), reason: 'staff-on-rest' }),
  entry(RequestMoved, 117, tur, {
    ...request,
    from: 'submitted',
    to: 'sourcing',
    lines: [
      { lineNo: 1, committed: 4, arrived: 0 },
      { lineNo: 2, committed: 0, arrived: 0 },
      { lineNo: 3, committed: 0, arrived: 0 },
    ],
    reason: null,
  }),
  ...depart('dep1', 'S-0412', 'KR-EMB-PL', 65, 95, 1),
  ...depart('dep2', 'S-0415', 'KR-EMB-PL', 65, 95, 1),
  ...depart('dep3', 'S-0420', 'KR-EMB-PL', 65, 95, 1),
  ...depart('dep4', 'S-1190', 'KR-EMB-SA', 180, 120, 2),
  entry(ShipmentOrdered, 110, tur, {
    shipmentId: fakeId('ship1'),
    offerId: fakeId('off1'),
    ...request,
    items: [{ lineNo: 3, lotId: fakeId('lot1'), itemCode: 'HCONBUCKP14L', sent: 120 }],
    ...way('KR-EMB-JP'),
    expectedAt: within(300),
  }),
  entry(ShipmentMoved, 100, tur, {
    shipmentId: fakeId('ship1'),
    ...request,
    act: 'dispatch',
    from: 'picking',
    to: 'in-transit',
    ...way('KR-EMB-JP'),
    occurredAt: ago(300),
    expectedAt: within(300),
    received: null,
  }),
  entry(SitrepIssued, 60, tur, { sitrepId: fakeId('sit1'), incidentId: tur, number: 1, asOf: ago(61) }),

  open('ukr', 4000, {
    code: 'UKR-2026-0002',
    title: '키이우 교전 격화, 잔류 국민 대피 지원',
    category: 'war',
    urgency: 'U1',
    missionId: 'KR-EMB-UA',
    countryIso2: 'UA',
    lat: 50.45,
    lng: 30.52,
    zone: 'Europe/Kyiv',
    occurredAt: ago(4100),
    ackDueAt: ago(3990),
  }),
  entry(IncidentAcknowledged, 3980, fakeId('ukr'), { incidentId: fakeId('ukr'), missionId: 'KR-EMB-UA' }),
  entry(AlertLevelDecided, 3900, fakeId('ukr'), {
    incidentId: fakeId('ukr'),
    from: 'none',
    to: 'serious',
    decisionId: null,
    reviewAt: ago(18),
  }),
  entry(IncidentMoved, 3880, fakeId('ukr'), {
    incidentId: fakeId('ukr'),
    act: 'activate',
    from: 'assessing',
    to: 'active',
    decisionId: null,
  }),
  entry(MissionStatusChanged, 3000, null, {
    missionId: 'KR-EMB-UA',
    from: 'open',
    to: 'relocated',
    reason: 'armed-conflict',
    asOf: '2026-11-20',
  }),
  open('phl', 55, {
    code: 'PHL-2026-0031',
    title: '마닐라 태풍 고립 여행객',
    category: 'storm',
    urgency: 'U3',
    missionId: 'KR-EMB-PH',
    countryIso2: 'PH',
    lat: 14.6,
    lng: 121,
    zone: 'Asia/Manila',
    occurredAt: ago(600),
    ackDueAt: within(3),
  }),
  entry(AlertLevelDecided, 50, fakeId('phl'), {
    incidentId: fakeId('phl'),
    from: 'none',
    to: 'attention',
    decisionId: null,
    reviewAt: within(4000),
  }),
  open('khm', 300, {
    code: 'KHM-2026-0112',
    title: '프놈펜 연락 두절 신고(취업 사기 의심)',
    category: 'missing-person',
    urgency: 'U2',
    missionId: 'KR-EMB-KH',
    countryIso2: 'KH',
    lat: 11.55,
    lng: 104.9,
    zone: 'Asia/Phnom_Penh',
    occurredAt: ago(3000),
    ackDueAt: ago(285),
  }),
  entry(IncidentAcknowledged, 287, fakeId('khm'), { incidentId: fakeId('khm'), missionId: 'KR-EMB-KH' }),
  entry(UrgencyChanged, 200, fakeId('khm'), { incidentId: fakeId('khm'), from: 'U3', to: 'U2', decisionId: null }),
  entry(AlertLevelDecided, 180, fakeId('khm'), {
    incidentId: fakeId('khm'),
    from: 'none',
    to: 'caution',
    decisionId: null,
    reviewAt: null,
  }),
  open('hnl', 30, {
    code: 'USA-2026-0203',
    title: '호놀룰루 여권 분실 단체',
    category: 'lost-property',
    urgency: 'U4',
    missionId: 'KR-CG-US-HONOLULU',
    countryIso2: 'US',
    lat: 21.3,
    lng: -157.86,
    zone: 'Pacific/Honolulu',
    occurredAt: null,
    ackDueAt: within(1400),
  }),

  ...report('r201', 14, null, {
    category: 'earthquake',
    urgency: 'U1',
    evidenceGrade: 'C',
    channel: 'messenger',
    lat: 36.59,
    lng: 36.17,
    countryIso2: 'TR',
    missionId: 'KR-EMB-TR',
    nationals: { low: 1, best: 1, high: 1 },
  }),
  ...report('r202', 9, null, {
    category: 'transport-accident',
    urgency: 'U2',
    evidenceGrade: 'D',
    channel: 'media',
    lat: -13.16,
    lng: -72.54,
    countryIso2: 'PE',
    missionId: 'KR-EMB-PE',
    nationals: { low: 3, best: 5, high: 9 },
  }),
  ...report('r203', 5, null, {
    category: 'detention',
    urgency: 'U3',
    evidenceGrade: 'A',
    channel: 'host-authority',
    lat: 13.7,
    lng: 100.5,
    countryIso2: 'TH',
    missionId: 'KR-EMB-TH',
  }),
  ...report('r204', 2, null, {
    category: 'other',
    urgency: 'U4',
    evidenceGrade: 'E',
    channel: 'email',
    countryIso2: 'FR',
    missionId: 'KR-EMB-FR',
  }),
  entry(DuplicateProposed, 13, tur, {
    proposalId: fakeId('prop1'),
    reportId: fakeId('r201'),
    incidentId: tur,
    distanceKm: 43.4,
    minutesApart: 11,
    sameCategory: true,
  }),
];
