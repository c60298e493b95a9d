import type { Entry } from '@bongsu/kernel';
import { ReportFiled, evidenceGrades } from '@bongsu/incidents/contract';
import type { BoardReport } from '../contract';
import { type Headcount, type ReportFigures, type SitrepDocument, isVerified } from './sitrep-document';
import type { Stamp } from './stamp';

/** The incident's reports by how far each can be relied on. A corrected report still counts as said: it is shown, not taken away. */
export function reportFigures(reports: readonly BoardReport[], stamp: (utc: string) => Stamp): ReportFigures {
  const byGrade = evidenceGrades.map((grade) => {
    const same = reports.filter((report) => report.evidenceGrade === grade);
    const latest = same
      .map((report) => report.enteredAt)
      .sort()
      .at(-1);
    return {
      grade,
      count: same.length,
      corrected: same.filter((report) => report.correctedByReportId !== null).length,
      latest: latest === undefined ? null : stamp(latest),
    };
  });
  const verified = reports.filter((report) => isVerified(report.evidenceGrade)).length;
  return { total: reports.length, verified, unverified: reports.length - verified, byGrade };
}

/**
 * The head-count as a series of estimates, each with its source: it goes up as well as down, and is never one number (domain §0.6).
 * `verified` is the last one that stands on grade A or B, `latest` the last one of any grade; corrected ones are neither.
 */
export function headcountOf(
  entries: readonly Entry[],
  reports: readonly BoardReport[],
  stamp: (utc: string) => Stamp,
): SitrepDocument['headcount'] {
  const said = estimatesOf(entries);
  const counted = reports
    .filter((report) => report.nationalsBest !== null)
    .map((report) => ({ report, estimate: said.get(report.id), at: said.get(report.id)?.at ?? report.enteredAt }))
    .sort(
      (a, b) => a.at.localeCompare(b.at) || a.report.enteredAt.localeCompare(b.report.enteredAt) || a.report.id.localeCompare(b.report.id),
    );
  let before: number | null = null;
  const series = counted.map(({ report, estimate, at }): Headcount => {
    const best = report.nationalsBest ?? 0;
    const headcount: Headcount = {
      reportCode: report.code,
      at: stamp(at),
      low: estimate?.low ?? null,
      best,
      high: estimate?.high ?? null,
      grade: report.evidenceGrade,
      corrected: report.correctedByReportId !== null,
      delta: before === null ? null : best - before,
    };
    before = best;
    return headcount;
  });
  const standing = series.filter((headcount) => !headcount.corrected);
  return { verified: standing.findLast((headcount) => isVerified(headcount.grade)) ?? null, latest: standing.at(-1) ?? null, series };
}

/** When it was said (or, failing that, entered), and within which bounds. */
function estimatesOf(entries: readonly Entry[]): Map<string, { at: string; low: number; high: number }> {
  const said = new Map<string, { at: string; low: number; high: number }>();
  for (const entry of entries) {
    if (ReportFiled.is(entry) && entry.body.nationals)
      said.set(entry.body.reportId, {
        at: entry.body.reportedAt ?? entry.at,
        low: entry.body.nationals.low,
        high: entry.body.nationals.high,
      });
  }
  return said;
}
