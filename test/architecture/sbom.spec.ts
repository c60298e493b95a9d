import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(__dirname, '../..');

interface Bill {
  readonly bomFormat: string;
  readonly metadata: { readonly component: { readonly name: string } };
  readonly components: readonly { readonly purl: string; readonly hashes?: readonly unknown[] }[];
}

interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly version: string; readonly dev?: boolean; readonly name?: string }>>;
}

describe('the bill of materials', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bongsu-test-sbom-'));
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lockfile;
  const read = (file: string): Bill => JSON.parse(readFileSync(join(folder, file), 'utf8')) as Bill;
  const locked = (dev: boolean): string[] =>
    Object.entries(lock.packages)
      .filter(([path, entry]) => path !== '' && (dev || entry.dev !== true))
      .map(([path, entry]) => `${(entry.name ?? path.split('node_modules/').at(-1) ?? '').replace('@', '%40')}@${entry.version}`);
  const named = (bill: Bill): Set<string> => new Set(bill.components.map(({ purl }) => purl.replace('pkg:npm/', '')));

  beforeAll(() => void execFileSync(process.execPath, ['scripts/sbom.mjs', '--out', folder], { cwd: root }), 60_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('names every package that the lockfile has for production, with its version, and no tool', () => {
    expect([...named(read('production.cdx.json'))].sort()).toEqual([...new Set(locked(false))].sort());
  });

  it('names, beside it, everything that the board is built from', () => {
    const all = named(read('all.cdx.json'));
    expect([...all].sort()).toEqual([...new Set(locked(true))].sort());
    expect([...all].filter((purl) => purl.startsWith('react-dom@'))).toHaveLength(1);
  });

  it('holds no place of the machine on which it was made', () => {
    for (const file of ['production.cdx.json', 'all.cdx.json']) {
      const text = readFileSync(join(folder, file), 'utf8');
      expect(text).not.toContain(root);
      expect(text).not.toMatch(/node_modules|"distribution"|registry|timestamp/);
      expect(read(file)).toMatchObject({ bomFormat: 'CycloneDX', metadata: { component: { name: 'bongsu' } } });
    }
  });
});
