import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const folder = join(root, 'docs', 'security');
const documents = [...readdirSync(folder).map((name) => join('docs', 'security', name)), 'SECURITY.md'].filter((name) =>
  name.endsWith('.md'),
);
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Paths in code marks, and after a test the titles that are claimed of it: `path` › "title" and "title". */
function claimsOf(text: string): { path: string; titles: string[] }[] {
  return [...text.matchAll(/`((?:libs|apps|test|docs|scripts)\/[\w./-]+\.\w+)`((?: (?:›|and) "[^"]+")*)/g)].map(
    ([, path = '', titles = '']) => ({
      path,
      titles: [...titles.matchAll(/"([^"]+)"/g)].map(([, title = '']) => title),
    }),
  );
}

/** Every section of ASVS 5.0 that has a requirement of level 1 or 2. */
const sections: Readonly<Record<number, string>> = {
  1: '1 2 3 4 5',
  2: '1 2 3 4',
  3: '2 3 4 5 7',
  4: '1 2 3 4',
  5: '1 2 3 4',
  6: '1 2 3 4 5 6 8',
  7: '1 2 3 4 5 6',
  8: '1 2 3 4',
  9: '1 2',
  10: '1 2 3 4 5 6 7',
  11: '1 2 3 4 5 6',
  12: '1 2 3',
  13: '1 2 3 4',
  14: '1 2 3',
  15: '1 2 3',
  16: '1 2 3 4 5',
  17: '1 2 3',
};

describe('the security documents', () => {
  it.each(documents)('%s names only files that are there, and tests that are in them', (path) => {
    const wrong = claimsOf(textOf(path)).filter(
      (claim) => !existsSync(join(root, claim.path)) || claim.titles.some((title) => !textOf(claim.path).includes(title)),
    );
    expect(wrong).toEqual([]);
  });

  it('lay a test beside everything that they call tested', () => {
    const rows = textOf('docs/security/asvs-checklist.md').split('\n');
    const tested = rows.filter((row) => row.split('|')[3]?.trim() === 'tested');
    expect(tested.length).toBeGreaterThan(5);
    expect(tested.filter((row) => !/`[\w./-]+spec\.tsx?`/.test(row))).toEqual([]);
  });

  it('have a line, with one of the known verdicts, for every section of ASVS 5.0 levels 1 and 2', () => {
    const lines = new Map(
      [...textOf('docs/security/asvs-checklist.md').matchAll(/^\| (\d+\.\d+) \| [^|]+ \| ([^|]+) \| ([^|]+) \|$/gm)].map(
        ([, section = '', verdict = '', why = '']) => [section, { verdict, why }],
      ),
    );
    const wanted = Object.entries(sections).flatMap(([chapter, parts]) => parts.split(' ').map((part) => `${chapter}.${part}`));
    expect(wanted.filter((section) => !lines.has(section))).toEqual([]);
    const verdicts = new Set(['tested', 'by construction', 'n/a', 'operator', 'open']);
    expect([...lines].filter(([, { verdict, why }]) => !verdicts.has(verdict) || why.trim().length < 5)).toEqual([]);
  });

  it('have a proof, an open line or an accepted risk for every threat', () => {
    const rows = textOf('docs/security/threat-model.md')
      .split('\n')
      .filter((row) => /^\| \d+\.\d+ \|/.test(row));
    expect(rows.length).toBeGreaterThan(40);
    expect(rows.filter((row) => !/`[\w./-]+spec\.tsx?`|open|accepted|the operator's/.test(row.split('|')[5] ?? ''))).toEqual([]);
  });
});
