import type { BoardDraft } from './board-draft';
import { type KindReducer, type Told, on, told } from './reducer';
import { SitrepIssued, SitrepSuperseded, SitrepWithdrawn } from './sitreps';

/** Situation reports: the board shows which number is the latest, and tells of those that are not in force any more. */
export const situationReducers: readonly KindReducer[] = [
  on(SitrepIssued, (board, body) => {
    const incident = board.edit('incidents', body.incidentId);
    if (!incident) return null;
    incident.lastSitrepNumber = Math.max(incident.lastSitrepNumber, body.number);
    return told(incident.missionId, incident.code);
  }),
  on(SitrepWithdrawn, ended),
  on(SitrepSuperseded, ended),
];

function ended(board: BoardDraft, { incidentId }: { incidentId: string }): Told | null {
  const incident = board.row('incidents', incidentId);
  return incident ? told(incident.missionId, incident.code) : null;
}
