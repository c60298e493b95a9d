import { addMs, hours } from '@bongsu/kernel';
import { supportRequestSchema } from '@bongsu/dispatch/contract';
import type { BoardState } from '@bongsu/situation/contract';
import type { FactOf } from '../scenario';
import type { Play } from '../stage';
import { sayLines } from '../wording';

export const submitSupportRequest: Play<FactOf<'submit-support-request'>> = async (fact, stage) => {
  const body = {
    incidentId: stage.made.id(fact.incident),
    missionId: fact.mission,
    priority: fact.priority,
    neededBy: addMs(stage.beganAt, hours(fact.neededWithinHours)),
    justification: fact.justification,
    lines: fact.lines,
  };
  const { id, code } = await stage.cast.actor(fact.actor).post('/support-requests', body, stage.key(fact), supportRequestSchema);
  stage.made.name(fact.name, id);
  stage.made.requests.push(id);
  stage.say(`${code} (${fact.priority}): ${sayLines(fact.lines)}`);
  const planned = await stage.board.until(`the plan for ${code}`, ({ requests }) => {
    const request = requests[id];
    return request && (request.choices.length > 0 || request.shortfalls.length > 0) && request;
  });
  for (const { hubId, lineNo, count, reason } of planned.choices) {
    stage.say(`plan: ${hubId} for ${count} of line ${lineNo}, ${reason.code}, ${reason.travelHours.toFixed(1)} h away`);
  }
  for (const { lineNo, missing, code: why } of planned.shortfalls) stage.say(`plan: ${missing} of line ${lineNo} short, ${why}`);
};

/** How many of each line are still neither promised nor stated as short. */
export function stillSought({ requests }: BoardState, requestId: string): number {
  const request = requests[requestId];
  if (request === undefined) return Infinity;
  return request.lines.reduce((sum, { line, committed }) => sum + Math.max(0, line.count - committed), 0);
}
