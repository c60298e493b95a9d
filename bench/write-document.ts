import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlainFailure } from '../apps/cli/src/plain-failure';
import { projectRoot } from '../apps/cli/src/project-root';
import { aimsTable, chaptersText, withBlock } from './document';
import { type Recorded, merged } from './record';

const file = (name: string): string => join(projectRoot(), 'docs', name);
const [figures, document] = [file('benchmarks.json'), file('benchmarks.md')];

/** Asked before anything is measured: a part renews what was written as a whole. Throws a PlainFailure when there is nothing to renew. */
export function requireWholeBefore(): void {
  if (!existsSync(figures))
    throw new PlainFailure('There is no docs/benchmarks.json to renew a part of: run `npm run bench -- --write` without --only first.');
}

/** Writes what was measured into docs/benchmarks.json, and all that stands there as tables into docs/benchmarks.md. Throws a PlainFailure when its marks are missing. */
export function writeDocument(measured: Recorded): void {
  const kept = existsSync(figures) ? (JSON.parse(readFileSync(figures, 'utf8')) as Recorded) : [];
  const recorded = merged(kept, measured);
  const text = readFileSync(document, 'utf8');
  const written = withBlock(withBlock(text, 'aims', aimsTable(recorded)), 'figures', chaptersText(recorded));
  writeFileSync(figures, `${JSON.stringify(recorded, null, 2)}\n`);
  writeFileSync(document, written);
}
