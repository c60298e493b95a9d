import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(__dirname, '../..');
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

function violations(folder: string, trees: string[]): Violation[] {
  const options = ['--config', join(root, '.dependency-cruiser.cjs'), '--output-type', 'json'];
  const report = execFileSync(process.execPath, [cruiser, ...options, ...trees], { cwd: folder, encoding: 'utf8', maxBuffer: 1 << 28 });
  return (JSON.parse(report) as { summary: { violations: Violation[] } }).summary.violations;
}

/** A small house with one fault per room, and the rule that must report it. */
const planted: Readonly<Record<string, string>> = {
  'libs/dispatch/src/circle-a.ts': 'no-circle',
  'libs/dispatch/src/dead-end.ts': 'no-dead-end',
  'libs/access/src/looks-right.ts': 'leftwards-access',
  'libs/dispatch/src/knows-program.ts': 'libraries-know-no-program',
  'libs/kernel/src/leans.ts': 'kernel-alone',
  'libs/dispatch/src/contract/impure.ts': 'contract-is-pure',
  'libs/dispatch/src/domain/impure.ts': 'domain-is-pure',
  'libs/dispatch/src/domain/uses-platform.ts': 'domain-takes-types-of-platform',
  'libs/dispatch/src/back-door.ts': 'front-door',
  'apps/api/src/back-door.ts': 'front-door-for-programs',
  'libs/dispatch/src/jobs/knows-storage.job.ts': 'edges-apart',
  'libs/dispatch/src/use-cases/knows-http.ts': 'core-knows-no-edge',
  'libs/dispatch/src/storage/knows-use-case.ts': 'storage-knows-no-use-case',
  'libs/dispatch/src/jobs/own-queue.job.ts': 'queues-and-sockets-in-platform',
  'libs/dispatch/src/use-cases/own-repository.ts': 'typeorm-in-storage',
  'apps/board/src/sees-server.ts': 'board-sees-contracts',
  'apps/board/src/opens-database.ts': 'board-without-node',
  'apps/worker/src/knows-api.ts': 'programs-apart',
  'libs/dispatch/src/use-cases/formats.ts': 'no-development-package',
};

describe('who may import whom', () => {
  it('is kept everywhere', () => {
    const found = violations(root, ['libs', 'apps', 'test', 'bench']);
    expect(found.map(({ rule, from, to }) => `${rule.name}: ${from} → ${to}`)).toEqual([]);
  }, 60_000);

  it('is reported where it is broken, by the rule that says so', () => {
    const found = violations(join(__dirname, 'fixtures'), ['libs', 'apps']);
    const reported = Object.fromEntries(found.map(({ rule, from }) => [from, rule.name]));
    expect(reported).toEqual(planted);
    expect(found).toHaveLength(Object.keys(planted).length);
  }, 60_000);
});
