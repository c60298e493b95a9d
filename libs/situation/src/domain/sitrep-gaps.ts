import type { BoardClock, BoardIncident } from '../contract';
import { type Gap, type GapCode, type ReportFigures, type SitrepDocument, type SitrepRequest, isVerified } from './sitrep-document';

interface Standing {
  readonly incident: BoardIncident;
  readonly figures: ReportFigures;
  readonly headcount: SitrepDocument['headcount'];
  readonly requests: readonly SitrepRequest[];
  readonly clocks: readonly BoardClock[];
  readonly asOf: string;
}

/** An overdue clock is a gap of its own kind. */
const overdueGap: Readonly<Record<BoardClock['code'], GapCode>> = {
  'incident-ack': 'not-acknowledged',
  'alert-review': 'alert-review-due',
  'task-due': 'task-overdue',
  'offer-ack': 'offer-unanswered',
  'request-decision': 'request-undecided',
  'arrival-expected': 'arrival-overdue',
  'needed-by': 'needed-by-passed',
};

/** What is missing as of now, the gravest first: the list that the next steps are made from. */
export function gapsOf({ incident, figures, headcount, requests, clocks, asOf }: Standing): Gap[] {
  const gaps: Gap[] = [];
  const add = (code: GapCode, about: Partial<Omit<Gap, 'code'>> = {}): void =>
    void gaps.push({ code, count: null, missionId: null, label: null, ...about });

  if (incident.closedAt === null && incident.acknowledgedAt === null && incident.missionId !== null)
    add('not-acknowledged', { missionId: incident.missionId });
  if (incident.alertLevel === 'none' && incident.state === 'active') add('alert-level-undecided');
  const standing = headcount.series.filter(({ corrected, supersededBy }) => !corrected && (supersededBy ?? null) === null);
  if (standing.length === 0) add('no-headcount');
  else if (!standing.some(({ grade }) => isVerified(grade))) add('headcount-unverified', { count: standing.length });
  if (figures.unverified > 0) add('reports-unverified', { count: figures.unverified });
  for (const request of requests) {
    for (const line of request.lines) {
      if (line.gap === null) continue;
      add(line.gap.belowMinimum ? 'below-minimum' : 'shortfall', {
        count: line.gap.missing,
        label: `${request.code}-${line.lineNo}`,
        missionId: request.missionId,
      });
    }
  }
  for (const clock of clocks) {
    const code = overdueGap[clock.code];
    if (clock.dueAt >= asOf || code === 'not-acknowledged') continue;
    add(code, { missionId: clock.missionId, label: clock.label });
  }
  return gaps;
}
