import {
  DuplicateProposed,
  DuplicateRejected,
  ReportDismissed,
  ReportFiled,
  ReportLinked,
  ReportReassigned,
  ReportRevised,
  ReportShared,
  ReportUnlinked,
} from '@bongsu/incidents/contract';
import type { BoardDraft } from './board-draft';
import { type KindReducer, on, told } from './reducer';

/** Reports, their links to incidents, and what looks like a duplicate. */
export const reportReducers: readonly KindReducer[] = [
  on(ReportFiled, (board, body, { at }) => {
    board.put('reports', body.reportId, {
      id: body.reportId,
      code: body.code,
      category: body.category,
      urgency: body.urgency,
      evidenceGrade: body.evidenceGrade,
      channel: body.channel,
      missionId: body.missionId,
      countryIso2: body.countryIso2,
      estimate: body.estimate,
      lat: body.lat,
      lng: body.lng,
      occurredAt: body.occurredAt,
      enteredAt: at,
      nationalsBest: body.nationals?.best ?? null,
      magnitude: body.feed?.magnitude ?? null,
      incidentId: body.incidentId,
      correctedByReportId: null,
      dismissed: false,
    });
    if (body.incidentId !== null) addToIncident(board, body.incidentId, body.reportId);
    // A correction leaves the earlier report and its author in place (domain §9 B).
    const corrected = board.edit('reports', body.correctsReportId);
    if (corrected) corrected.correctedByReportId = body.reportId;
    board.count('reports');
    return told(body.missionId, body.code);
  }),

  // Told to those who come late; whoever knew the report keeps the same picture of it.
  on(ReportShared, (board, { reportId: id, missions: _, ...facts }) => {
    if (!board.row('reports', id)) takeFromAll(board, id);
    belongTo(board, id, facts.incidentId);
    board.put('reports', id, { ...facts, id });
    return told(facts.missionId, facts.code);
  }),

  on(ReportRevised, (board, body) => {
    const report = board.edit('reports', body.reportId);
    if (!report) return null;
    report.lat = body.lat;
    report.lng = body.lng;
    report.magnitude = body.magnitude;
    report.occurredAt = body.occurredAt;
    report.urgency = body.urgency ?? report.urgency;
    return told(report.missionId, report.code);
  }),

  on(ReportLinked, (board, body) => {
    const report = board.edit('reports', body.reportId);
    const incident = board.row('incidents', body.incidentId);
    if (!report && !incident) return null;
    belongTo(board, body.reportId, body.incidentId);
    if (report) {
      report.incidentId = body.incidentId;
      report.dismissed = false;
    }
    return told(report?.missionId ?? incident?.missionId ?? null, report?.code ?? incident?.code ?? null);
  }),

  on(ReportUnlinked, (board, body) => {
    const report = board.edit('reports', body.reportId);
    const incident = board.row('incidents', body.incidentId);
    if (!report && !incident) return null;
    if (report?.incidentId === body.incidentId) report.incidentId = null;
    takeFromIncident(board, body.incidentId, body.reportId);
    return told(report?.missionId ?? incident?.missionId ?? null, report?.code ?? incident?.code ?? null);
  }),

  on(ReportDismissed, (board, body) => {
    const report = board.edit('reports', body.reportId);
    if (!report) return null;
    report.dismissed = true;
    for (const proposalId of board.proposalsOf(report.id)) board.remove('proposals', proposalId);
    return told(report.missionId, report.code);
  }),

  on(ReportReassigned, (board, body) => {
    const report = board.edit('reports', body.reportId);
    if (!report) return null;
    report.missionId = body.to;
    report.estimate = false;
    return told(body.to, report.code);
  }),

  on(DuplicateProposed, (board, body) => {
    const report = board.row('reports', body.reportId);
    if (!report || report.dismissed || report.incidentId === body.incidentId) return null;
    board.put('proposals', body.proposalId, {
      id: body.proposalId,
      reportId: body.reportId,
      incidentId: body.incidentId,
      distanceKm: body.distanceKm,
      minutesApart: body.minutesApart,
      sameCategory: body.sameCategory,
    });
    return told(report.missionId, report.code);
  }),

  on(DuplicateRejected, (board, body) => {
    if (!board.row('proposals', body.proposalId)) return null;
    board.remove('proposals', body.proposalId);
    const report = board.row('reports', body.reportId);
    return told(report?.missionId ?? null, report?.code ?? null);
  }),
];

/** Moves the report's id to the incident it belongs to now. Which one that is is answered thereby, whatever was proposed. */
function belongTo(board: BoardDraft, reportId: string, incidentId: string | null): void {
  const before = board.row('reports', reportId)?.incidentId ?? null;
  if (before !== null && before !== incidentId) takeFromIncident(board, before, reportId);
  if (incidentId === null) return;
  addToIncident(board, incidentId, reportId);
  for (const proposalId of board.proposalsOf(reportId)) board.remove('proposals', proposalId);
}

/** Of a report that was not on the board, incidents may have been told that it is theirs. */
function takeFromAll(board: BoardDraft, reportId: string): void {
  for (const incident of Object.values(board.board.incidents))
    if (incident.reportIds.includes(reportId)) takeFromIncident(board, incident.id, reportId);
}

function addToIncident(board: BoardDraft, incidentId: string, reportId: string): void {
  const incident = board.edit('incidents', incidentId);
  if (incident) incident.reportIds = board.withItem(incident.reportIds, reportId);
}

function takeFromIncident(board: BoardDraft, incidentId: string, reportId: string): void {
  const incident = board.edit('incidents', incidentId);
  if (incident) incident.reportIds = board.withoutItem(incident.reportIds, reportId);
}
