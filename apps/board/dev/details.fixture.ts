import type { LaneView, OfferView, SupportRequestDetail } from '@bongsu/dispatch/contract';
import type { IncidentDetail, ReportView } from '@bongsu/incidents/contract';
import type { BoardState, SitrepView } from '@bongsu/situation/contract';
import { missions } from './missions.fixture';
import { ago, fakeId, within } from './situation.fixture';

/** What HTTP would answer about the invented situation, made from the same board. */
export function incidentDetail(board: BoardState, id: string): IncidentDetail | null {
  const incident = board.incidents[id];
  if (incident === undefined) return null;
  const {
    code,
    title,
    category,
    urgency,
    state,
    alertLevel,
    missionId,
    countryIso2,
    lat,
    lng,
    zone,
    occurredAt,
    openedAt,
    ackDueAt,
    acknowledgedAt,
    closedAt,
  } = incident;
  return {
    id,
    code,
    title,
    category,
    urgency,
    state,
    alertLevel,
    missionId,
    countryIso2,
    lat,
    lng,
    zone,
    occurredAt,
    openedAt,
    ackDueAt,
    acknowledgedAt,
    closedAt,
    seal: incident.seal === null ? null : { ground: incident.seal },
    recognisedAt: occurredAt,
    version: 4,
    permittedActs: [
      ...(acknowledgedAt === null ? ['acknowledge'] : []),
      'stabilise',
      'close',
      'set-alert-level',
      'set-urgency',
      'reassign',
      'add-task',
      'complete-task',
      'cancel-task',
      'link-report',
    ],
    closeBlockers: [
      { code: 'task-open', subjectId: fakeId('task1'), label: '안타키아 한인교회 연락망 확인' },
      { code: 'deployment-not-returned', subjectId: fakeId('dep1'), label: 'S-0412' },
    ],
    alertHistory: [
      {
        id: fakeId('level1'),
        from: 'none',
        to: alertLevel,
        basis: '규모 7.8, 우리 국민 약 100명 체류 지역',
        decidedBy: { displayName: '상황실 당직', role: 'headquarters-watch-officer' },
        decidedAt: ago(148),
        reviewAt: within(95),
      },
    ],
    reasons: [],
    tasks: Object.values(incident.tasks).map(({ id: taskId, title: what, ownerMissionId, dueAt, state: taskState }) => ({
      id: taskId,
      title: what,
      ownerMissionId,
      dueAt,
      state: taskState,
      doneAt: null,
    })),
  };
}

export function reportView(board: BoardState, id: string): ReportView | null {
  const report = board.reports[id];
  if (report === undefined) return null;
  const { code, category, urgency, evidenceGrade, channel, countryIso2, missionId, occurredAt, enteredAt, incidentId } = report;
  return {
    id,
    code,
    category,
    urgency,
    evidenceGrade,
    channel,
    countryIso2,
    missionId,
    occurredAt,
    enteredAt,
    incidentId,
    state: incidentId === null ? 'unlinked' : 'linked',
    summary: '하타이 안타키아 숙소 붕괴 소식 이후 가족과 연락이 되지 않는다는 신고',
    details: '마지막 연락은 새벽 3시. 숙소 이름은 모르나 구시가지에 머물고 있었다고 함. 현지어 가능한 지인이 있음.',
    place: { text: '안타키아 구시가지', lat: report.lat, lng: report.lng, precision: 'city' },
    jurisdiction: { basis: 'resident', estimate: false, caveat: null, caveatCodes: [], candidates: [] },
    zone: 'Europe/Istanbul',
    recognisedAt: null,
    reportedAt: enteredAt,
    nationals:
      report.nationalsBest === null ? null : { low: report.nationalsBest, best: report.nationalsBest, high: report.nationalsBest + 2 },
    correctsReportId: null,
    correctedByReportId: null,
    sourceNote: null,
    feed: null,
    filedBy: fakeId('someone'),
    version: 1,
  };
}

export function requestDetail(board: BoardState, id: string): SupportRequestDetail | null {
  const request = board.requests[id];
  if (request === undefined) return null;
  const { code, incidentId, missionId, priority, neededBy, lines, state, submittedAt, decisionDueAt, choices, shortfalls } = request;
  return {
    id,
    code,
    incidentId,
    missionId,
    priority,
    neededBy,
    lines,
    state,
    submittedAt,
    decisionDueAt,
    justification: '안타키아·이스켄데룬 체류 국민 소재 확인과 이동 지원. 현지 통신 두절, 숙소는 아다나에 확보.',
    version: 3,
    plan: { madeAt: ago(129), choices, shortfalls },
    offers: Object.values(board.offers)
      .filter(({ requestId }) => requestId === id)
      .map(offerView),
    deployments: Object.values(board.deployments).map((one) => ({
      ...one,
      offerId: fakeId('off1'),
      permittedActs: ['arrive', 'cancel'],
      releasedAt: null,
      returnedAt: null,
      noteCount: 0,
      version: 2,
    })),
    shipments: Object.values(board.shipments).map((one) => ({
      ...one,
      items: one.items.map((item) => ({ ...item, discrepancyNote: null })),
      offerId: fakeId('off1'),
      permittedActs: ['receive', 'hold', 'report-lost'],
      heldUntil: ago(-24),
      noteCount: 0,
      version: 2,
    })),
    permittedActs: ['withdraw', 'direct'],
  };
}

export function offerView(offer: BoardState['offers'][string]): OfferView {
  const { id, requestId, incidentId, hubId, tier, lines, accepted, state, queuedAt, ackDueAt } = offer;
  return {
    id,
    requestId,
    incidentId,
    hubId,
    tier,
    lines,
    accepted,
    state,
    queuedAt,
    ackDueAt,
    sentAt: queuedAt,
    answeredAt: state === 'sent' ? null : ago(12),
    declineReason: offer.declineReason as OfferView['declineReason'],
    escalatedFromOfferId: null,
    version: 2,
  };
}

export const lanes: LaneView[] = missions
  .filter(({ isHub }) => isHub)
  .map(({ id }, index) => ({
    hubId: id,
    state: index === 3 ? 'paused' : index === 7 ? 'handed-over' : 'open',
    handedToHubId: index === 7 ? 'KR-EMB-DE' : null,
    reason: index === 3 ? '정전' : null,
    depth: index === 3 ? 4 : index % 5 === 0 ? 1 : 0,
    oldestSince: index === 3 ? ago(41) : null,
    retrying: index === 5 ? 1 : 0,
    dead: index === 9 ? 1 : 0,
    offersWaiting: index === 1 ? 1 : 0,
    offersOverdue: index === 3 ? 2 : 0,
    version: 1,
  }));

export const sitreps: SitrepView[] = [
  {
    id: fakeId('sit1'),
    incidentId: fakeId('tur'),
    number: 1,
    asOf: ago(61),
    issuedAt: ago(60),
    issuedBy: fakeId('someone'),
    highlights: null,
    state: 'issued',
    endedAt: null,
    endedBy: null,
    endReason: null,
    supersededBy: null,
    htmlUrl: '#',
    pdfUrl: '#',
  },
];
