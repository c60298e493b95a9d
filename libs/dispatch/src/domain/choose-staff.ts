import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { type StaffLine, type StaffMember, type StaffNeed, assignStaff, staffObstacle } from '@bongsu/resources/contract';
import { staffNeed } from './plan-facts';
import { type HubShelf, type TakenLine, arrivesAt } from './take-facts';

export interface ChosenPerson {
  readonly lineNo: number;
  readonly staffId: string;
  readonly staffNo: string;
}

type StaffLineTaken = TakenLine & { readonly need: StaffNeed };

/** Named people where a person named them, the best of the others for the rest: the language first, then the longest at home. */
export function chooseStaff(lines: readonly TakenLine[], shelf: HubShelf): Result<ChosenPerson[], Refusal> {
  const staffLines = lines.flatMap((taken): StaffLineTaken[] =>
    taken.line.kind === 'staff' ? [{ ...taken, need: staffNeed(taken.line, shelf.countryIso2, arrivesAt(shelf)) }] : [],
  );
  const named = chooseNamed(
    staffLines.filter(({ staffIds }) => staffIds !== undefined),
    shelf,
  );
  if (!named.ok) return named;
  const taken = new Set(named.value.map(({ staffId }) => staffId));
  const picked = pickBest(
    staffLines.filter(({ staffIds }) => staffIds === undefined),
    shelf,
    taken,
  );
  return picked.ok ? ok([...named.value, ...picked.value]) : picked;
}

function chooseNamed(lines: readonly StaffLineTaken[], shelf: HubShelf): Result<ChosenPerson[], Refusal> {
  const chosen: ChosenPerson[] = [];
  for (const line of lines) {
    const staffIds = line.staffIds ?? [];
    const field = `${line.path}.staffIds`;
    if (staffIds.length !== line.count) {
      const facts = { lineNo: line.lineNo, wanted: line.count, named: staffIds.length };
      return refuse(
        'invalid',
        'dispatch.named-staff-count',
        `${staffIds.length} people are named for ${line.count} places.`,
        'Name exactly as many as are taken, or nobody.',
        { field, facts },
      );
    }
    for (const staffId of staffIds) {
      if (chosen.some((person) => person.staffId === staffId)) {
        return refuse('invalid', 'dispatch.named-twice', 'The same person is named twice.', 'Name each person once.', {
          field,
          facts: { lineNo: line.lineNo, staffId },
        });
      }
      const member = shelf.staff.find(({ id }) => id === staffId);
      const refusal = whyNot(member, staffId, line, shelf);
      if (refusal !== null) return refusal;
      if (member !== undefined) chosen.push({ lineNo: line.lineNo, staffId, staffNo: member.staffNo });
    }
  }
  return ok(chosen);
}

/** Why a named person cannot go, and who else is left for the line. */
function whyNot(member: StaffMember | undefined, staffId: string, line: StaffLineTaken, shelf: HubShelf) {
  const field = `${line.path}.staffIds`;
  if (member === undefined) {
    return refuse(
      'invalid',
      'dispatch.staff-not-at-hub',
      'A named person is not on the staff of this hub.',
      "Name people from this hub's own staff.",
      { field, facts: { lineNo: line.lineNo, staffId } },
    );
  }
  const obstacle = staffObstacle(member, line.need, shelf.now);
  if (obstacle === null) return null;
  const facts = {
    lineNo: line.lineNo,
    staffId,
    staffNo: member.staffNo,
    obstacle,
    restUntil: member.restUntil,
    left: readyFor(line, shelf).length,
  };
  if (obstacle === 'engaged') {
    return refuse(
      'conflict',
      'dispatch.staff-already-reserved',
      `${member.staffNo} is promised to another task.`,
      'Name somebody else, or accept without names to get the best who are free.',
      { field, facts },
    );
  }
  if (obstacle === 'on-rest') {
    return refuse('conflict', 'dispatch.staff-on-rest', `${member.staffNo} is on rest.`, 'Name somebody who has rested.', { field, facts });
  }
  return refuse(
    'invalid',
    'dispatch.staff-not-suitable',
    `${member.staffNo} lacks what the line asks for.`,
    'Name somebody with the skill, a language and the visa of the line.',
    { field, facts },
  );
}

function pickBest(lines: readonly StaffLineTaken[], shelf: HubShelf, taken: ReadonlySet<string>): Result<ChosenPerson[], Refusal> {
  const others = shelf.staff.filter(({ id }) => !taken.has(id));
  const assigned = assignStaff(
    lines.map(({ lineNo, need, count }): StaffLine => ({ lineNo, need, count })),
    others,
    shelf.now,
  );
  const chosen: ChosenPerson[] = [];
  for (const line of lines) {
    const staffIds = assigned.get(line.lineNo) ?? [];
    if (staffIds.length < line.count) return tooFew(line, staffIds.length, others, shelf);
    chosen.push(
      ...staffIds.map((staffId) => ({ lineNo: line.lineNo, staffId, staffNo: others.find(({ id }) => id === staffId)?.staffNo ?? '' })),
    );
  }
  return ok(chosen);
}

/** Says who is missing because of whom: somebody promised elsewhere, somebody on rest, or nobody suitable at all. */
function tooFew(line: StaffLineTaken, left: number, staff: readonly StaffMember[], shelf: HubShelf) {
  const suitable = (obstacle: 'engaged' | 'on-rest'): string[] =>
    staff.filter((member) => staffObstacle(member, line.need, shelf.now) === obstacle).map(({ staffNo }) => staffNo);
  const engaged = suitable('engaged');
  const resting = suitable('on-rest');
  const about = { field: line.path, facts: { lineNo: line.lineNo, wanted: line.count, left, engaged, resting } };
  const remedy = left > 0 ? `Accept in part: ${left} can go.` : 'Decline, so that the next hub is asked.';
  if (engaged.length > 0) {
    return refuse(
      'conflict',
      'dispatch.staff-already-reserved',
      `Line ${line.lineNo} asks for ${line.count}; ${left} are left, ${engaged.join(', ')} are promised to another task.`,
      remedy,
      about,
    );
  }
  if (resting.length > 0) {
    return refuse(
      'conflict',
      'dispatch.staff-on-rest',
      `Line ${line.lineNo} asks for ${line.count}; ${left} are left, ${resting.join(', ')} are on rest.`,
      remedy,
      about,
    );
  }
  return refuse(
    'conflict',
    'dispatch.no-staff-for-line',
    `Line ${line.lineNo} asks for ${line.count}; ${left} of this hub's staff are suitable.`,
    remedy,
    about,
  );
}

function readyFor(line: StaffLineTaken, shelf: HubShelf): StaffMember[] {
  return shelf.staff.filter((member) => staffObstacle(member, line.need, shelf.now) === null);
}
