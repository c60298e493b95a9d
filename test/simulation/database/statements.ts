import type { Handler, KnownStatement } from './known-statement';
import { entityStatements } from './statements-of-entities';
import { incidentStatements } from './statements-of-incidents';
import { dispatchStatements } from './statements-of-dispatch';
import { jobStatements } from './statements-of-jobs';
import { journalStatements } from './statements-of-journal';
import { onceStatements } from './statements-of-once';
import { resourceStatements } from './statements-of-resources';

const known: readonly KnownStatement[] = [
  ...entityStatements,
  ...journalStatements,
  ...onceStatements,
  ...jobStatements,
  ...dispatchStatements,
  ...incidentStatements,
  ...resourceStatements,
];
const found = new Map<string, Handler | undefined>();

export function handlerOf(text: string): Handler | undefined {
  if (!found.has(text)) {
    const line = text.replace(/\s+/g, ' ').trim();
    found.set(text, known.find(({ says }) => says.test(line))?.does);
  }
  return found.get(text);
}
