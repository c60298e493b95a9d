import type { DuplicateProposalEntity } from '../storage/report.entity';
import type { AlertDecision } from '../domain/alert-level';
import type { Incident } from '../domain/incident';
import type { Report } from '../domain/report';
import type { Task } from '../domain/task';
import type { DecisionReason } from '../domain/decision-reason';
import type {
  DeciderView,
  DecisionReasonView,
  DuplicateProposalView,
  IncidentDetail,
  IncidentView,
  ReportView,
  TaskView,
} from '../contract';

/** Who is who among those that decided, by the id of their account. */
type Deciders = ReadonlyMap<string, DeciderView>;

/** What leaves of a report, field by field: a new column is private until somebody publishes it here. */
export function reportView(report: Report): ReportView {
  const { jurisdiction, feed } = report;
  return {
    id: report.id,
    code: report.code,
    state: report.state,
    summary: report.summary.reveal(),
    details: report.details?.reveal() ?? null,
    category: report.category,
    urgency: report.urgency,
    evidenceGrade: report.evidenceGrade,
    channel: report.channel,
    place: { text: report.placeText?.reveal() ?? null, lat: report.lat, lng: report.lng, precision: report.precision },
    countryIso2: jurisdiction.countryIso2,
    missionId: jurisdiction.missionId,
    jurisdiction: {
      basis: jurisdiction.basis,
      estimate: jurisdiction.estimate,
      caveat: jurisdiction.caveat,
      caveatCodes: [...jurisdiction.caveatCodes],
      candidates: jurisdiction.candidates.map(({ missionId, distanceKm }) => ({ missionId, distanceKm })),
    },
    zone: report.zone,
    occurredAt: report.occurredAt,
    recognisedAt: report.recognisedAt,
    reportedAt: report.reportedAt,
    enteredAt: report.enteredAt,
    nationals: report.nationals === null ? null : { ...report.nationals },
    incidentId: report.incidentId,
    correctsReportId: report.correctsReportId,
    correctedByReportId: report.correctedByReportId,
    sourceNote: report.sourceNote?.reveal() ?? null,
    feed: feed === null ? null : { feed: feed.feed, eventId: feed.eventId, revision: feed.revision },
    filedBy: report.filedBy,
    version: report.version,
  };
}

export function incidentView(incident: Incident): IncidentView {
  const { id, code, title, category, urgency, state, alertLevel, missionId, countryIso2, lat, lng, zone, version } = incident;
  const { occurredAt, recognisedAt, openedAt, ackDueAt, acknowledgedAt, closedAt, sealGround } = incident;
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
    recognisedAt,
    openedAt,
    ackDueAt,
    acknowledgedAt,
    closedAt,
    seal: sealGround === null ? null : { ground: sealGround },
    version,
  };
}

export function taskView({ id, title, ownerMissionId, dueAt, state, doneAt }: Task): TaskView {
  return { id, title, ownerMissionId, dueAt, state, doneAt };
}

export function alertDecisionView(
  { id, from, to, basis, decidedBy, decidedAt, reviewAt }: AlertDecision,
  people: Deciders,
): IncidentDetail['alertHistory'][number] {
  return { id, from, to, basis, decidedBy: deciderView(decidedBy, people), decidedAt, reviewAt };
}

export function decisionReasonView(
  { id, act, reportId, reason, decidedBy, decidedAt }: DecisionReason,
  people: Deciders,
): DecisionReasonView {
  return { id, act, reportId, reason: reason.reveal(), decidedBy: deciderView(decidedBy, people), decidedAt };
}

/** A name and a role, never the id of an account. */
export function deciderView(id: string, people: Deciders): DeciderView | null {
  const person = people.get(id);
  return person === undefined ? null : { displayName: person.displayName, role: person.role };
}

export function proposalView(proposal: DuplicateProposalEntity, state = proposal.state): DuplicateProposalView {
  const { id, reportId, incidentId, distanceKm, minutesApart, sameCategory, sameCountry, sameFeedEvent } = proposal;
  return { id, reportId, incidentId, evidence: { distanceKm, minutesApart, sameCategory, sameCountry, sameFeedEvent }, state };
}
