import { type Instant, type Refusal, type Result, type Sensitive, ok, refuse, transitions } from '@bongsu/kernel';
import type { Category, Channel, EvidenceGrade, IncidentErrorCode, Urgency } from '../contract';
import type { Jurisdiction } from './jurisdiction';

export type ReportState = 'unlinked' | 'linked' | 'dismissed';
export type ReportAct = 'link' | 'unlink' | 'dismiss';

/**
 * A report is what someone said; it waits until a person links it to an incident or dismisses it. Nothing here ends for good: an
 * unlinked report waits again, and a dismissed one can still turn out to matter.
 */
export const reportTransitions = transitions<ReportState, ReportAct>({
  unlinked: { link: 'linked', dismiss: 'dismissed' },
  linked: { unlink: 'unlinked' },
  dismissed: { link: 'linked' },
});

export interface Estimate {
  readonly low: number;
  readonly best: number;
  readonly high: number;
}

export interface FeedMark {
  readonly feed: string;
  readonly eventId: string;
  readonly revision: number;
  readonly magnitude: number | null;
}

/** A report as it is kept. Free text is personal data: it is sensitive until a view reveals it, and stays in this context. */
export interface Report {
  readonly id: string;
  readonly code: string;
  readonly state: ReportState;
  readonly summary: Sensitive;
  readonly details: Sensitive | null;
  readonly category: Category;
  readonly urgency: Urgency;
  readonly evidenceGrade: EvidenceGrade;
  readonly channel: Channel;
  readonly placeText: Sensitive | null;
  readonly lat: number | null;
  readonly lng: number | null;
  readonly precision: 'exact' | 'street' | 'city' | 'region' | 'country' | 'unknown';
  readonly jurisdiction: Jurisdiction;
  readonly zone: string;
  readonly occurredAt: Instant | null;
  readonly recognisedAt: Instant | null;
  readonly reportedAt: Instant | null;
  readonly enteredAt: Instant;
  readonly updatedAt: Instant;
  readonly nationals: Estimate | null;
  readonly incidentId: string | null;
  readonly correctsReportId: string | null;
  readonly correctedByReportId: string | null;
  readonly sourceNote: Sensitive | null;
  readonly feed: FeedMark | null;
  readonly filedBy: string;
  /** Missions that were told of it; who is in it may read it. */
  readonly audience: readonly string[];
  readonly version: number;
}

type ReportRefusal = Refusal<IncidentErrorCode>;

export function linkReport(report: Report, incidentId: string): Result<Report, ReportRefusal> {
  if (report.incidentId !== null) {
    return refuse(
      'conflict',
      'incidents.report-already-linked',
      report.incidentId === incidentId ? 'The report is linked to this incident already.' : 'The report is linked to another incident.',
      report.incidentId === incidentId ? 'Nothing is left to do.' : 'Unlink it there first, if that link was a mistake.',
      { facts: { incidentId: report.incidentId } },
    );
  }
  return moved(report, 'link', incidentId);
}

export function unlinkReport(report: Report, incidentId: string): Result<Report, ReportRefusal> {
  if (report.incidentId !== incidentId) {
    return refuse(
      'conflict',
      'incidents.report-not-linked-here',
      'The report is not linked to this incident.',
      'Read the report to see where it is linked now.',
    );
  }
  return moved(report, 'unlink', null);
}

export function dismissReport(report: Report): Result<Report, ReportRefusal> {
  return moved(report, 'dismiss', null);
}

/** A report has at most one correction, so that a chain of corrections stays a line: the newest is the one to correct. */
export function correctReport(earlier: Report, byReportId: string): Result<Report, ReportRefusal> {
  if (earlier.correctedByReportId !== null) {
    return refuse(
      'conflict',
      'incidents.report-already-corrected',
      'That report was corrected before.',
      'Correct the correction instead: it holds what is known last.',
      {
        field: 'correctsReportId',
        facts: { correctedByReportId: earlier.correctedByReportId },
      },
    );
  }
  return ok({ ...earlier, correctedByReportId: byReportId });
}

export function reassignReport(report: Report, missionId: string): Result<Report, ReportRefusal> {
  if (report.jurisdiction.missionId === missionId) {
    return refuse('conflict', 'incidents.report-already-assigned', 'The report is with this mission already.', 'Name another mission.', {
      field: 'missionId',
    });
  }
  if (report.state === 'dismissed') return impossible(report.state, 'reassign');
  return ok({
    ...report,
    jurisdiction: { ...report.jurisdiction, missionId, basis: 'assigned', estimate: false, caveat: null, caveatCodes: [] },
  });
}

function moved(report: Report, act: ReportAct, incidentId: string | null): Result<Report, ReportRefusal> {
  const state = reportTransitions.next(report.state, act);
  return state === undefined ? impossible(report.state, act) : ok({ ...report, state, incidentId });
}

function impossible(state: ReportState, act: string): Result<never, ReportRefusal> {
  return refuse(
    'conflict',
    'incidents.report-impossible-act',
    `A report that is ${state} cannot be moved by "${act}".`,
    'Read the report again: its state changed or the act does not apply.',
    {
      facts: { state, act, permitted: [...reportTransitions.permitted(state)] },
    },
  );
}
