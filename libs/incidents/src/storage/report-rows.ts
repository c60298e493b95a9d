import type { Opened, Sealer } from '@bongsu/platform';
import { codeOfReport } from '../domain/codes';
import type { Report } from '../domain/report';
import type { ReportEntity } from './report.entity';

/** A report before it has its number, which the database gives. */
export type NewReport = Omit<Report, 'code'>;

export function reportOf(row: Opened<ReportEntity>): Report {
  const {
    id,
    number,
    sealedCode,
    enteredAt,
    feed,
    feedEventId,
    feedRevision,
    magnitude,
    nationalsLow,
    nationalsBest,
    nationalsHigh,
    ...rest
  } = row;
  const { missionId, countryIso2, basis, estimate, caveat, caveatCodes, candidates, ...said } = rest;
  return {
    ...said,
    id,
    enteredAt,
    code: codeOfReport({ enteredAt, number, sealedCode }),
    jurisdiction: { missionId, countryIso2, basis, estimate, caveat, caveatCodes, candidates },
    nationals:
      nationalsLow === null || nationalsBest === null || nationalsHigh === null
        ? null
        : { low: nationalsLow, best: nationalsBest, high: nationalsHigh },
    feed:
      feed === null || feedEventId === null || feedRevision === null
        ? null
        : { feed, eventId: feedEventId, revision: feedRevision, magnitude },
  };
}

/** The columns that may change after a report was filed; what a person said never does. */
export function changeable(report: Report, sealer: Sealer<ReportEntity> | null): Partial<ReportEntity> {
  return {
    state: report.state,
    incidentId: report.incidentId,
    correctedByReportId: report.correctedByReportId,
    missionId: report.jurisdiction.missionId,
    countryIso2: report.jurisdiction.countryIso2,
    basis: report.jurisdiction.basis,
    estimate: report.jurisdiction.estimate,
    caveat: report.jurisdiction.caveat,
    caveatCodes: [...report.jurisdiction.caveatCodes],
    candidates: [...report.jurisdiction.candidates],
    audience: [...report.audience],
    ...(report.feed === null || sealer === null ? {} : asRevisedByFeed(report, report.feed, sealer)),
  };
}

/** A feed's report follows its feed; what it said before stands in the revisions. */
function asRevisedByFeed(report: Report, feed: NonNullable<Report['feed']>, sealer: Sealer<ReportEntity>): Partial<ReportEntity> {
  return {
    summary: sealer.seal('summary', report.summary),
    urgency: report.urgency,
    placeText: sealer.maybe('placeText', report.placeText),
    lat: report.lat,
    lng: report.lng,
    occurredAt: report.occurredAt,
    reportedAt: report.reportedAt,
    feedRevision: feed.revision,
    magnitude: feed.magnitude,
  };
}
