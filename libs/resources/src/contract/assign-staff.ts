import type { Instant } from '@bongsu/kernel';
import type { StaffMember } from './staff-member';
import { type StaffNeed, compareForNeed, staffObstacle } from './staff-need';

export interface StaffLine {
  readonly lineNo: number;
  readonly need: StaffNeed;
  readonly count: number;
}

/**
 * Who goes for which line: nobody twice, and as many places filled as this staff can fill. A person already given to one line moves
 * to another when that frees a place (augmenting paths, Kuhn 1955), so the order of lines decides only who wins a true shortage.
 * Answers line number → staff ids, best first; a line that nobody can serve has an empty list.
 */
export function assignStaff(lines: readonly StaffLine[], staff: readonly StaffMember[], at: Instant): Map<number, string[]> {
  const ranked = new Map(lines.map((line) => [line.lineNo, rankedFor(line, staff, at)]));
  const lineOf = new Map<string, number>();
  for (const line of lines) {
    for (let place = 0; place < line.count; place++) if (!fillPlace(line.lineNo, ranked, lineOf, new Set())) break;
  }
  return new Map(lines.map(({ lineNo }) => [lineNo, (ranked.get(lineNo) ?? []).filter((staffId) => lineOf.get(staffId) === lineNo)]));
}

function rankedFor(line: StaffLine, staff: readonly StaffMember[], at: Instant): string[] {
  return staff
    .filter((member) => staffObstacle(member, line.need, at) === null)
    .sort(compareForNeed(line.need))
    .map((member) => member.id);
}

/** Gives one more place of a line to a free person, or to one whose present line finds a substitute. */
function fillPlace(lineNo: number, ranked: ReadonlyMap<number, string[]>, lineOf: Map<string, number>, tried: Set<string>): boolean {
  const candidates = ranked.get(lineNo) ?? [];
  for (const staffId of candidates.filter((id) => !lineOf.has(id) && !tried.has(id))) {
    tried.add(staffId);
    lineOf.set(staffId, lineNo);
    return true;
  }
  for (const staffId of candidates) {
    const holder = lineOf.get(staffId);
    if (holder === undefined || holder === lineNo || tried.has(staffId)) continue;
    tried.add(staffId);
    if (!fillPlace(holder, ranked, lineOf, tried)) continue;
    lineOf.set(staffId, lineNo);
    return true;
  }
  return false;
}
