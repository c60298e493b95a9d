import { type KindReducer, on, told } from './reducer';
import { SitrepIssued } from './sitreps';

/** Situation reports: the board shows which number is the latest. */
export const situationReducers: readonly KindReducer[] = [
  on(SitrepIssued, (board, body) => {
    const incident = board.edit('incidents', body.incidentId);
    if (!incident) return null;
    incident.lastSitrepNumber = Math.max(incident.lastSitrepNumber, body.number);
    return told(incident.missionId, incident.code);
  }),
];
