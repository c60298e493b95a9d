import { ProblemException } from '../problem';

const DEPTH_AT_MOST = 32;
const ITEMS_AT_MOST = 5_000;
const TEXT_AT_MOST = 32_768;

/**
 * Refuses bodies that nobody means, before anything reads them: nested so deeply that code which walks them would run out of stack, or with lists
 * and texts beyond what any contract takes. Contracts set narrower bounds; this one costs less than they do. Null when the shape will do.
 */
export function misshapen(body: unknown): ProblemException | null {
  let level: unknown[] = [body];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > DEPTH_AT_MOST) return refused('is nested too deeply', `Nest at most ${String(DEPTH_AT_MOST)} levels.`);
    const next: unknown[] = [];
    for (const value of level) {
      if (typeof value === 'string' && value.length > TEXT_AT_MOST)
        return refused('holds a text that is too long', `Send texts of at most ${String(TEXT_AT_MOST)} characters.`);
      if (typeof value !== 'object' || value === null) continue;
      const parts: unknown[] = Array.isArray(value) ? value : Object.values(value);
      if (parts.length > ITEMS_AT_MOST) return refused('holds a list that is too long', `Send at most ${String(ITEMS_AT_MOST)} items.`);
      for (const part of parts) if (typeof part === 'object' || typeof part === 'string') next.push(part);
    }
    level = next;
  }
  return null;
}

function refused(what: string, remedy: string): ProblemException {
  return new ProblemException(400, 'platform.misshapen-body', `The request body ${what}.`, remedy);
}
