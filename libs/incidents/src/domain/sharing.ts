import type { NewEntry } from '@bongsu/kernel';
import { IncidentShared, ReportShared } from '../contract';
import type { Incident } from './incident';
import type { Report } from './report';
import type { Task } from './task';

/** Tells missions that are concerned from now on how an incident stands. */
export function incidentShared(incident: Incident, openTasks: readonly Task[], missions: readonly string[]): NewEntry {
  const {
    id,
    code,
    title,
    category,
    urgency,
    state,
    alertLevel,
    alertReviewAt,
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
    sealGround: seal,
  } = incident;
  return IncidentShared.of({
    subject: { type: 'incident', id },
    incidentId: id,
    audience: [...missions],
    body: {
      incidentId: id,
      missions: [...missions],
      ...{
        code,
        title,
        category,
        urgency,
        state,
        alertLevel,
        alertReviewAt,
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
        seal,
      },
      ackOverdue: incident.ackOverdueAt !== null,
      tasks: openTasks.map((task) => ({
        id: task.id,
        title: task.title,
        ownerMissionId: task.ownerMissionId,
        dueAt: task.dueAt,
        overdue: task.overdueAt !== null,
      })),
    },
  });
}

/** Tells missions that are concerned from now on how a report stands; its text they read over HTTP. */
export function reportShared(report: Report, missions: readonly string[]): NewEntry {
  const {
    id,
    code,
    category,
    urgency,
    evidenceGrade,
    channel,
    jurisdiction,
    lat,
    lng,
    occurredAt,
    enteredAt,
    incidentId,
    correctedByReportId,
  } = report;
  return ReportShared.of({
    subject: { type: 'report', id },
    incidentId,
    audience: [...missions],
    body: {
      reportId: id,
      missions: [...missions],
      ...{ code, category, urgency, evidenceGrade, channel, lat, lng, occurredAt, enteredAt, incidentId, correctedByReportId },
      missionId: jurisdiction.missionId,
      countryIso2: jurisdiction.countryIso2,
      estimate: jurisdiction.estimate,
      nationalsBest: report.nationals?.best ?? null,
      magnitude: report.feed?.magnitude ?? null,
      dismissed: report.state === 'dismissed',
    },
  });
}
