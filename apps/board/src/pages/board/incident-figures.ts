import { type BoardState, clocksOf } from '@bongsu/situation/contract';
import type { Help, IncidentFigures } from './incident-row';

/** How many clocks run, how much help was asked for, and how much of it has arrived, for every incident at once. */
export function incidentFigures(board: BoardState): (incidentId: string) => IncidentFigures {
  const help = new Map<string, { people: Help; goods: Help }>();
  for (const request of Object.values(board.requests)) {
    if (request.state === 'withdrawn' || request.state === 'declined') continue;
    const sum = help.get(request.incidentId) ?? nothingAsked();
    for (const { line, arrived } of request.lines) {
      const part = line.kind === 'staff' ? sum.people : sum.goods;
      part.wanted += line.count;
      part.arrived += arrived;
    }
    help.set(request.incidentId, sum);
  }
  return (incidentId) => ({ clocks: clocksOf(board, incidentId).length, ...(help.get(incidentId) ?? nothingAsked()) });
}

const nothingAsked = (): { people: Help; goods: Help } => ({ people: { wanted: 0, arrived: 0 }, goods: { wanted: 0, arrived: 0 } });
