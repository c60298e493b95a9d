import { classify } from '@bongsu/platform';
import { DecisionReasonEntity } from './decision-reason.entity';
import { FeedEventEntity, FeedStateEntity, RejectedDocumentEntity } from './feed.entity';
import { AlertDecisionEntity, IncidentEntity, TaskEntity } from './incident.entity';
import { CodeCounterEntity, ObligationEntity } from './obligation.entity';
import { DuplicateProposalEntity, ReportEntity, ReportRevisionEntity } from './report.entity';

const HEADING =
  'the heading on every board and in the journal; refused with telephone, passport or other personal numbers, and the form asks to name nobody';

/**
 * What the tables of this context hold of people. Free text of reports names the injured, the missing and who called, and so may the reasons of
 * decisions: it is encrypted. Titles are written by officials for everybody who sees the incident; the forms ask them to name nobody.
 */
export const reportData = classify(ReportEntity, {
  subject: { type: 'report', id: 'id' },
  retention: {
    class: 'report-text',
    kept: 'one year after its incident was closed, or after it was dismissed or last touched while it belonged to none',
    dueSql: `SELECT report.id::text AS id FROM incidents_report AS report LEFT JOIN incidents_incident AS incident ON incident.id = report.incident_id
              WHERE coalesce(incident.closed_at, CASE WHEN report.incident_id IS NULL THEN report.updated_at END) < $1::timestamptz - interval '1 year'`,
  },
  columns: {
    id: 'P0',
    number: 'P0',
    sealedCode: 'P0',
    state: 'P0',
    summary: 'P2',
    details: 'P2',
    category: 'P0',
    urgency: 'P0',
    evidenceGrade: 'P0',
    channel: 'P0',
    placeText: 'P2',
    lat: 'P1',
    lng: 'P1',
    precision: 'P0',
    missionId: 'P0',
    countryIso2: 'P0',
    basis: 'P0',
    estimate: 'P0',
    caveat: 'P0',
    caveatCodes: 'P0',
    candidates: 'P0',
    zone: 'P0',
    occurredAt: 'P0',
    recognisedAt: 'P0',
    reportedAt: 'P0',
    enteredAt: 'P0',
    updatedAt: 'P0',
    nationalsLow: 'P0',
    nationalsBest: 'P0',
    nationalsHigh: 'P0',
    incidentId: 'P0',
    correctsReportId: 'P0',
    correctedByReportId: 'P0',
    sourceNote: 'P2',
    feed: 'P0',
    feedEventId: 'P0',
    feedRevision: 'P0',
    magnitude: 'P0',
    filedBy: 'P1',
    audience: 'P0',
    version: 'P0',
  },
});

/** What a public feed said of an event, of nobody. */
classify(ReportRevisionEntity, {
  columns: {
    reportId: 'P0',
    revision: 'P0',
    summary: 'P0',
    urgency: 'P0',
    magnitude: 'P0',
    lat: 'P0',
    lng: 'P0',
    occurredAt: 'P0',
    withdrawn: 'P0',
    sourceUpdatedAt: 'P0',
    enteredAt: 'P0',
    document: 'P0',
  },
});
classify(DuplicateProposalEntity, {
  columns: {
    id: 'P0',
    reportId: 'P0',
    incidentId: 'P0',
    distanceKm: 'P0',
    minutesApart: 'P0',
    sameCategory: 'P0',
    sameCountry: 'P0',
    sameFeedEvent: 'P0',
    score: 'P0',
    state: 'P0',
    proposedAt: 'P0',
    decidedAt: 'P0',
    decidedBy: 'P1',
  },
});
classify(IncidentEntity, {
  openText: { title: HEADING },
  columns: {
    id: 'P0',
    code: 'P0',
    title: 'P1',
    category: 'P0',
    urgency: 'P0',
    state: 'P0',
    alertLevel: 'P0',
    alertReviewAt: 'P0',
    alertReviewDueSaidAt: 'P0',
    missionId: 'P0',
    countryIso2: 'P0',
    lat: 'P0',
    lng: 'P0',
    zone: 'P0',
    occurredAt: 'P0',
    recognisedAt: 'P0',
    openedAt: 'P0',
    updatedAt: 'P0',
    ackDueAt: 'P0',
    acknowledgedAt: 'P0',
    ackOverdueAt: 'P0',
    closedAt: 'P0',
    sealGround: 'P0',
    sealedAt: 'P0',
    sealedBy: 'P1',
    audience: 'P0',
    version: 'P0',
  },
});
classify(TaskEntity, {
  openText: { title: HEADING },
  columns: {
    id: 'P0',
    incidentId: 'P0',
    title: 'P1',
    ownerMissionId: 'P0',
    dueAt: 'P0',
    state: 'P0',
    doneAt: 'P0',
    overdueAt: 'P0',
    addedAt: 'P0',
  },
});
classify(AlertDecisionEntity, {
  openText: {
    basis: 'the grounds of a decision that every mission is told of; refused with telephone, passport or other personal numbers',
  },
  columns: { id: 'P0', incidentId: 'P0', from: 'P0', to: 'P0', basis: 'P1', decidedBy: 'P1', decidedAt: 'P0', reviewAt: 'P0' },
});
export const decisionReasonData = classify(DecisionReasonEntity, {
  subject: { type: 'decision', id: 'id', incidentSql: 'incident_id' },
  goesWith: [
    { type: 'report', idsSql: 'SELECT id::text AS id FROM incidents_decision_reason WHERE report_id::text = ANY($1::text[])' },
    { type: 'incident', idsSql: 'SELECT id::text AS id FROM incidents_decision_reason WHERE incident_id::text = ANY($1::text[])' },
  ],
  retention: {
    class: 'decision-reason',
    kept: 'as long as the text of the report that it is about; without one, one year after its incident was closed',
    dueSql: `SELECT reason.id::text AS id FROM incidents_decision_reason AS reason JOIN incidents_incident AS incident ON incident.id = reason.incident_id
              WHERE reason.report_id IS NULL AND incident.closed_at < $1::timestamptz - interval '1 year'`,
  },
  columns: { id: 'P0', act: 'P0', incidentId: 'P0', reportId: 'P0', reason: 'P2', decidedBy: 'P1', decidedAt: 'P0' },
});
classify(ObligationEntity, {
  columns: { kind: 'P0', subjectId: 'P0', incidentId: 'P0', label: 'P0', openedAt: 'P0', settledAt: 'P0' },
});
classify(CodeCounterEntity, { columns: { country: 'P0', year: 'P0', last: 'P0' } });
classify(FeedEventEntity, {
  columns: {
    id: 'P0',
    feed: 'P0',
    eventId: 'P0',
    allIds: 'P0',
    state: 'P0',
    reportId: 'P0',
    revision: 'P0',
    category: 'P0',
    magnitude: 'P0',
    place: 'P0',
    lat: 'P0',
    lng: 'P0',
    depthKm: 'P0',
    occurredAt: 'P0',
    updatedAt: 'P0',
    alert: 'P0',
    tsunamiFlag: 'P0',
    withdrawn: 'P0',
    sourceUrl: 'P0',
    firstSeenAt: 'P0',
    changedAt: 'P0',
  },
});
classify(FeedStateEntity, {
  columns: {
    feed: 'P0',
    etag: 'P0',
    lastModified: 'P0',
    nextAskAt: 'P0',
    askedAt: 'P0',
    answeredAt: 'P0',
    failures: 'P0',
    lastFailure: 'P0',
  },
});
classify(RejectedDocumentEntity, {
  columns: {
    id: 'P0',
    feed: 'P0',
    digest: 'P0',
    reason: 'P0',
    document: 'P0',
    firstSeenAt: 'P0',
    lastSeenAt: 'P0',
    timesSeen: 'P0',
  },
});
