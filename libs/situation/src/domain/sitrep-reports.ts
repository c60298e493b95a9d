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
 * The head-counts, each with its source, in the order in which they were said. Different reports count different people, so none is
 * held against another and none speaks for the incident; only a correction takes the place of what it corrects (domain §0.6). Of several
 * corrections of the same report the one that was entered last stands.
 */
export function headcountOf(
  entries: readonly Entry[],
  reports: readonly BoardReport[],
  stamp: (utc: string) => Stamp,
): SitrepDocument['headcount'] {
  const said = estimatesOf(entries);
  const counted = reports.filter((report) => report.nationalsBest !== null);
  const codes = new Map(counted.map(({ id, code }) => [id, code]));
  const standing = lastOfEach(counted, correctionsIn(entries));
  const series = counted
    .map((report) => ({ report, estimate: said.get(report.id), at: said.get(report.id)?.at ?? report.enteredAt }))
    .sort(
      (a, b) => a.at.localeCompare(b.at) || a.report.enteredAt.localeCompare(b.report.enteredAt) || a.report.id.localeCompare(b.report.id),
    )
    .map(({ report, estimate, at }): Headcount => ({
      reportCode: report.code,
      at: stamp(at),
      low: estimate?.low ?? null,
      best: report.nationalsBest ?? 0,
      high: estimate?.high ?? null,
      grade: report.evidenceGrade,
      corrected: report.correctedByReportId !== null,
      replaces: codes.get(estimate?.correctsReportId ?? '') ?? null,
      supersededBy: supersededBy(report, standing),
      missionId: report.missionId,
      countryIso2: report.countryIso2,
    }));
  return { series };
}

/** Without those in whose place a later one stands; what was corrected by a report without a head-count stays, marked. */
export function notReplaced(series: readonly Headcount[]): Headcount[] {
  const replaced = new Set(series.map(({ replaces }) => replaces));
  return series.filter(({ reportCode, supersededBy }) => !replaced.has(reportCode) && (supersededBy ?? null) === null);
}

/** Which report each correction was about, whether or not it counted anybody. */
function correctionsIn(entries: readonly Entry[]): Map<string, string> {
  const corrected = new Map<string, string>();
  for (const entry of entries)
    if (ReportFiled.is(entry) && entry.body.correctsReportId !== null) corrected.set(entry.body.reportId, entry.body.correctsReportId);
  return corrected;
}

/** For each report the one that stands of those which go back to the same first report: the last that was entered. */
function lastOfEach(counted: readonly BoardReport[], corrects: ReadonlyMap<string, string>): (report: BoardReport) => BoardReport {
  const last = new Map<string, BoardReport>();
  const entered = [...counted].sort((a, b) => a.enteredAt.localeCompare(b.enteredAt) || a.id.localeCompare(b.id));
  for (const report of entered) last.set(firstOf(report.id, corrects), report);
  return (report) => last.get(firstOf(report.id, corrects)) ?? report;
}

function firstOf(reportId: string, corrects: ReadonlyMap<string, string>): string {
  const earlier = corrects.get(reportId);
  return earlier === undefined ? reportId : firstOf(earlier, corrects);
}

function supersededBy(report: BoardReport, standing: (report: BoardReport) => BoardReport): string | null {
  const stands = standing(report);
  return stands.id === report.id ? null : stands.code;
}

interface Estimate {
  readonly at: string;
  readonly low: number;
  readonly high: number;
  readonly correctsReportId: string | null;
}

/** When it was said (or, failing that, entered), within which bounds, and instead of which report. */
function estimatesOf(entries: readonly Entry[]): Map<string, Estimate> {
  const said = new Map<string, Estimate>();
  for (const entry of entries) {
    if (!ReportFiled.is(entry) || !entry.body.nationals) continue;
    const { reportId, reportedAt, nationals, correctsReportId } = entry.body;
    said.set(reportId, { at: reportedAt ?? entry.at, low: nationals.low, high: nationals.high, correctsReportId });
  }
  return said;
}
