import { readFileSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { permissions } from '@bongsu/access/contract';
import type { JobDefinition } from '@bongsu/platform';

const root = join(__dirname, '../..');

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return path.endsWith('.ts') && !path.endsWith('spec.ts') ? [path] : [];
  });
}

/** Files that define jobs, with how many. */
const defining = ['libs', 'apps']
  .flatMap((tree) => sources(join(root, tree)))
  .map((path) => ({ path, count: readFileSync(path, 'utf8').match(/ = defineJob\(/g)?.length ?? 0 }))
  .filter(({ count }) => count > 0);

function jobsOf(path: string): JobDefinition[] {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- which files there are is only known when this runs
  const exported = Object.values(require(path) as Record<string, unknown>);
  return exported.filter(
    (value): value is JobDefinition => typeof value === 'object' && value !== null && 'queue' in value && 'schema' in value,
  );
}

const house = 'house';
/** Every job, and with whose rights it runs: a permission of whoever caused it, or the house (docs/adr/0014). */
const policies: Readonly<Record<string, string>> = {
  'access.end-break-glass': house,
  'access.end-delegation': house,
  'access.expire-proposal': house,
  'dispatch.deliver-directed-offer': 'dispatch.request.direct',
  'dispatch.deliver-offer': 'dispatch.request.submit',
  'dispatch.deliver-passed-on-offer': house,
  'dispatch.deliver-waiting-offers': house,
  'dispatch.deliver-waiting-sealed-offers': house,
  'dispatch.escalate-offer': house,
  'dispatch.escalate-undecided-request': house,
  'dispatch.follow-lane-state': house,
  'dispatch.follow-lane-with-sealed-offers': house,
  'dispatch.follow-seal': house,
  'dispatch.lapse-shipment': house,
  'dispatch.plan-again': house,
  'dispatch.plan-support-request': 'dispatch.request.submit',
  'dispatch.refer-request-without-right': house,
  'dispatch.withdraw-requests-of-closed-incident': house,
  'incidents.mark-task-overdue': house,
  'incidents.poll-usgs-feed': house,
  'incidents.propose-duplicates': house,
  'incidents.propose-waiting-reports': house,
  'incidents.remind-alert-review': house,
  'incidents.remind-unacknowledged-incident': house,
  'platform.acknowledge-probe': house,
  'platform.purge-personal-data': house,
  'situation.prepare-export': house,
};

describe('with whose rights jobs run', () => {
  const jobs = defining.flatMap(({ path }) => jobsOf(path));

  it('is known of every job that is defined anywhere: each is exported by its file', () => {
    const hidden = defining.filter(({ path, count }) => jobsOf(path).length !== count).map(({ path }) => relative(root, path));
    expect(hidden).toEqual([]);
  });

  it('is what this list says; a new job stands in it', () => {
    const stated = jobs.map((job) => [job.name, job.actsFor === 'originator' ? job.permission : job.actsFor]);
    expect(Object.fromEntries(stated.sort())).toEqual(policies);
  });

  it('is a permission that there is, or a reason in words', () => {
    const wrong = jobs.filter((job) =>
      job.actsFor === 'originator' ? !Object.hasOwn(permissions, job.permission) : job.because.length < 20,
    );
    expect(wrong.map(({ name }) => name)).toEqual([]);
  });
});
