import type { AlertLevel, Category, IncidentState, SealGround, Urgency } from '@bongsu/incidents/contract';
import type { BoardClock, BoardState } from './board-state';
import { clocksOf, incidentsByClock, isOpen } from './clocks';

/** Rows beyond these are counted and not sent: who has a thin line works from the top. */
export const TEXT_INCIDENTS = 60;
export const TEXT_REPORTS = 40;

/**
 * The board for a thin line: open incidents by the clock that runs out first and the reports that wait, in as few bytes as they need. It changes only
 * when the board does; what is overdue is seen by the reader's own clock.
 */
export interface TextBoard {
  totals: { open: number; lifeInDanger: number; reportsWaiting: number; helpArrived: number };
  incidents: TextIncident[];
  moreIncidents: number;
  reports: TextReport[];
  moreReports: number;
  /** City of each mission that is named here, Korean and English. */
  missions: Record<string, [ko: string, en: string]>;
  /** Set when the board begins where an archive of the journal ends: what was before is not in it, and help that arrived is counted from there. */
  archivedUntil?: string;
}

export interface TextIncident {
  id: string;
  code: string;
  title: string;
  category: Category;
  urgency: Urgency;
  state: IncidentState;
  level: AlertLevel;
  missionId: string | null;
  acknowledged: boolean;
  seal: SealGround | null;
  reports: number;
  /** The clock that runs out first, and how many more run. */
  clock: { code: BoardClock['code']; dueAt: string; missionId: string | null } | null;
  moreClocks: number;
}

export interface TextReport {
  id: string;
  code: string;
  category: Category;
  urgency: Urgency;
  missionId: string | null;
  countryIso2: string | null;
  enteredAt: string;
}

export function textBoard(board: BoardState, cityOf: (missionId: string) => [ko: string, en: string] | null): TextBoard {
  // Without a present: overdue or not, the order is the same.
  const open = incidentsByClock(board, '').filter(({ incident }) => isOpen(incident));
  const waiting = Object.values(board.reports)
    .filter(({ incidentId, dismissed, correctedByReportId }) => incidentId === null && !dismissed && correctedByReportId === null)
    .sort((a, b) => order(a.urgency, b.urgency) || order(a.enteredAt, b.enteredAt) || order(a.id, b.id));
  const incidents = open.slice(0, TEXT_INCIDENTS).map(({ incident, clock }): TextIncident => ({
    id: incident.id,
    code: incident.code,
    title: incident.title,
    category: incident.category,
    urgency: incident.urgency,
    state: incident.state,
    level: incident.alertLevel,
    missionId: incident.missionId,
    acknowledged: incident.acknowledgedAt !== null,
    seal: incident.seal,
    reports: incident.reportIds.length,
    clock: clock === null ? null : { code: clock.code, dueAt: clock.dueAt, missionId: clock.missionId },
    moreClocks: Math.max(0, clocksOf(board, incident.id).length - 1),
  }));
  const reports = waiting.slice(0, TEXT_REPORTS).map(({ id, code, category, urgency, missionId, countryIso2, enteredAt }): TextReport => ({
    ...{ id, code, category, urgency, missionId, countryIso2, enteredAt },
  }));
  const named = [
    ...incidents.flatMap(({ missionId, clock }) => [missionId, clock?.missionId ?? null]),
    ...reports.map(({ missionId }) => missionId),
  ];
  const missions: TextBoard['missions'] = {};
  for (const id of named) {
    const city = id === null ? null : cityOf(id);
    if (id !== null && city !== null) missions[id] = city;
  }
  return {
    totals: {
      open: open.length,
      lifeInDanger: open.filter(({ incident }) => incident.urgency === 'U1').length,
      reportsWaiting: waiting.length,
      helpArrived: board.totals.deploymentsArrived + board.totals.shipmentsReceived,
    },
    incidents,
    moreIncidents: open.length - incidents.length,
    reports,
    moreReports: waiting.length - reports.length,
    missions,
    ...(board.archivedUntil === undefined ? {} : { archivedUntil: board.archivedUntil }),
  };
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
