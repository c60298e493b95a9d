import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../apps/cli/src/project-root';
import { aimsTable, chaptersText, withBlock } from './document';
import { type Recorded, merged } from './record';

/** Writes what was measured into docs/benchmarks.json, and all that stands there as tables into docs/benchmarks.md. Throws a PlainFailure when its marks are missing. */
export function writeDocument(measured: Recorded): void {
  const file = (name: string): string => join(projectRoot(), 'docs', name);
  const [figures, document] = [file('benchmarks.json'), file('benchmarks.md')];
  const kept = existsSync(figures) ? (JSON.parse(readFileSync(figures, 'utf8')) as Recorded) : [];
  const recorded = merged(kept, measured);
  const text = readFileSync(document, 'utf8');
  const written = withBlock(withBlock(text, 'aims', aimsTable(recorded)), 'figures', chaptersText(recorded));
  writeFileSync(figures, `${JSON.stringify(recorded, null, 2)}\n`);
  writeFileSync(document, written);
}
