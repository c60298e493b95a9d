import { Sensitive } from '@bongsu/kernel';
import type { Incident } from '../../libs/incidents/src/domain/incident';
import type { Report } from '../../libs/incidents/src/domain/report';
import type { Task } from '../../libs/incidents/src/domain/task';

/** Things of the earthquake of 6 February 2023 for specs; what a spec is about it states itself. */
export function anIncident(as: Partial<Incident> = {}): Incident {
  return {
    id: '018630b0-0000-7000-8000-000000000001',
    code: 'TUR-2023-0001',
    title: 'Earthquake in Kahramanmaraş',
    category: 'earthquake',
    urgency: 'U1',
    state: 'active',
    alertLevel: 'none',
    alertReviewAt: null,
    alertReviewDueSaidAt: null,
    missionId: 'KR-EMB-TR',
    countryIso2: 'TR',
    lat: 37.2256,
    lng: 37.0143,
    zone: 'Europe/Istanbul',
    occurredAt: '2023-02-06T01:17:34.342Z',
    recognisedAt: null,
    openedAt: '2023-02-06T01:40:00.000Z',
    updatedAt: '2023-02-06T01:40:00.000Z',
    ackDueAt: '2023-02-06T01:50:00.000Z',
    acknowledgedAt: null,
    ackOverdueAt: null,
    closedAt: null,
    sealGround: null,
    sealedAt: null,
    sealedBy: null,
    audience: ['KR-EMB-TR'],
    version: 1,
    ...as,
  };
}

export function aReport(as: Partial<Report> = {}): Report {
  return {
    id: '018630b0-0000-7000-8000-000000000002',
    code: 'R-2023-000001',
    state: 'unlinked',
    summary: Sensitive.of('Two travellers cannot be reached'),
    details: null,
    category: 'missing-person',
    urgency: 'U2',
    evidenceGrade: 'C',
    channel: 'phone',
    placeText: Sensitive.of('Hatay'),
    lat: 36.2,
    lng: 36.16,
    precision: 'city',
    jurisdiction: {
      missionId: 'KR-EMB-TR',
      countryIso2: 'TR',
      basis: 'resident',
      estimate: false,
      caveat: null,
      caveatCodes: [],
      candidates: [],
    },
    zone: 'Europe/Istanbul',
    occurredAt: '2023-02-06T02:00:00.000Z',
    recognisedAt: null,
    reportedAt: '2023-02-06T05:00:00.000Z',
    enteredAt: '2023-02-06T05:02:00.000Z',
    updatedAt: '2023-02-06T05:02:00.000Z',
    nationals: null,
    incidentId: null,
    correctsReportId: null,
    correctedByReportId: null,
    sourceNote: null,
    feed: null,
    filedBy: '018630b0-0000-7000-8000-0000000000aa',
    audience: ['KR-EMB-TR'],
    version: 1,
    ...as,
  };
}

export function aTask(as: Partial<Task> = {}): Task {
  return {
    id: '018630b0-0000-7000-8000-000000000003',
    incidentId: '018630b0-0000-7000-8000-000000000001',
    title: 'Check the hospital list',
    ownerMissionId: 'KR-EMB-TR',
    dueAt: '2023-02-06T06:00:00.000Z',
    state: 'open',
    doneAt: null,
    overdueAt: null,
    addedAt: '2023-02-06T04:00:00.000Z',
    ...as,
  };
}
