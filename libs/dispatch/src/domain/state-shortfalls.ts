import type { Instant } from '@bongsu/kernel';
import type { Shortfall, ShortfallCode } from '../contract';
import { extendPlan } from './ask-hubs';
import { type Dossier, type Step, uncovered } from './dossier';
import { lineOf } from './support-request';

/** The plan says at once what is missing of these lines and why: a request that is at headquarters is not planned anew. */
export function stateShortfalls(dossier: Dossier, lineNos: readonly number[], code: ShortfallCode, now: Instant): Step {
  const missing = [...new Set(lineNos)].map((lineNo) => shortfallOf(dossier, lineNo, code)).filter((gap) => gap !== null);
  if (missing.length === 0) return { dossier, entries: [] };
  const others = (dossier.request.plan?.shortfalls ?? []).filter(({ lineNo }) => !missing.some((gap) => gap.lineNo === lineNo));
  return extendPlan(
    dossier,
    [],
    [...others, ...missing].sort((a, b) => a.lineNo - b.lineNo),
    now,
  );
}

function shortfallOf(dossier: Dossier, lineNo: number, code: ShortfallCode): Shortfall | null {
  const line = lineOf(dossier.request, lineNo);
  const missing = line === undefined ? 0 : uncovered(dossier, line);
  if (line === undefined || missing === 0) return null;
  return { lineNo, missing, code, belowMinimum: line.line.count - missing < line.line.minimum };
}
