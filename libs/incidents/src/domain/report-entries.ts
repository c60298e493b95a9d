import type { NewEntry } from '@bongsu/kernel';
import { ReportDismissed, ReportFiled, ReportLinked, ReportReassigned, ReportRevised, ReportUnlinked } from '../contract';
import type { Report } from './report';

const about = (report: Report): { subject: { type: string; id: string }; incidentId: string | null; audience: readonly string[] } => ({
  subject: { type: 'report', id: report.id },
  incidentId: report.incidentId,
  audience: [...report.audience],
});

/** Codes, places and times only: what was said stays in the report. */
export function reportFiled(report: Report): NewEntry {
  const {
    code,
    category,
    urgency,
    evidenceGrade,
    channel,
    lat,
    lng,
    occurredAt,
    reportedAt,
    nationals,
    correctsReportId,
    incidentId,
    jurisdiction,
    feed,
  } = report;
  const { missionId, countryIso2, basis, estimate } = jurisdiction;
  return ReportFiled.of({
    ...about(report),
    body: {
      reportId: report.id,
      ...{
        code,
        category,
        urgency,
        evidenceGrade,
        channel,
        missionId,
        countryIso2,
        basis,
        estimate,
        lat,
        lng,
        occurredAt,
        reportedAt,
        nationals,
        correctsReportId,
        incidentId,
        feed,
      },
    },
  });
}

export function reportRevised(report: Report, feed: NonNullable<Report['feed']>, withdrawnByFeed: boolean): NewEntry {
  const { lat, lng, occurredAt, urgency } = report;
  return ReportRevised.of({
    ...about(report),
    body: {
      reportId: report.id,
      revision: feed.revision,
      magnitude: feed.magnitude,
      ...{ lat, lng, occurredAt, urgency },
      withdrawnByFeed,
    },
  });
}

export function reportLinked(report: Report, incidentId: string, audience: readonly string[]): NewEntry {
  return ReportLinked.of({ ...about(report), incidentId, audience: [...audience], body: { reportId: report.id, incidentId } });
}

export function reportUnlinked(report: Report, incidentId: string, audience: readonly string[], decisionId: string | null): NewEntry {
  return ReportUnlinked.of({
    ...about(report),
    incidentId,
    audience: [...audience],
    body: { reportId: report.id, incidentId, decisionId },
  });
}

export function reportDismissed(report: Report, decisionId: string): NewEntry {
  return ReportDismissed.of({ ...about(report), body: { reportId: report.id, decisionId } });
}

export function reportReassigned(report: Report, from: string | null, to: string, decisionId: string): NewEntry {
  return ReportReassigned.of({ ...about(report), body: { reportId: report.id, from, to, decisionId } });
}
