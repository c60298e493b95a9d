import type { World } from '../world/world';
import { checkAcknowledged } from './acknowledged-once';
import { checkBoards } from './boards-equal-rows';
import { checkEffects } from './effects-once';
import { checkJournal } from './journal-sound';
import { checkOwners } from './incidents-owned';
import { checkStates } from './states-allowed';
import { checkStock } from './stock-conserved';

/** What must hold in a world that is quiet, whatever was done to it. Answers what does not, in words; nothing when all is well. */
export type Invariant = (world: World) => Promise<string[]>;

/** The checks in the order of their report. */
export const invariants: Readonly<Record<string, Invariant>> = {
  'every acknowledged report once': checkAcknowledged,
  'every incident owned or in the alarm of the unowned': checkOwners,
  'states along allowed transitions alone': checkStates,
  'each effect at most once': checkEffects,
  'stock conserved': checkStock,
  'journal gap-free and sealed, followers at its head': checkJournal,
  'reducer(snapshot) = SQL on every api': checkBoards,
};

/**
 * Run at the end of every scenario, after everything was mended: waits until the world is quiet, then looks at all of it. `mayLeaveDeadJobs`:
 * the scenario made jobs that cannot be done.
 */
export async function brokenInvariants(world: World, mayLeaveDeadJobs: boolean): Promise<string[]> {
  try {
    await world.quiet();
  } catch (fault) {
    return [`the world does not come to rest: ${await unrest(world, fault)}`];
  }
  const broken: string[] = [];
  if (!mayLeaveDeadJobs) broken.push(...(await deadJobs(world)));
  for (const [name, check] of Object.entries(invariants)) broken.push(...(await check(world)).map((what) => `${name}: ${what}`));
  return broken;
}

async function deadJobs(world: World): Promise<string[]> {
  const rows = await world.sql<{ job: string; why: string | null; n: string }>(
    'SELECT job, last_failure AS why, count(*) AS n FROM platform_promised_job WHERE dead_at IS NOT NULL AND kept_at IS NULL GROUP BY 1, 2',
  );
  return rows.map(({ job, why, n }) => `${n} promise(s) of ${job} lie dead (${why ?? 'unknown'})`);
}

async function unrest(world: World, fault: unknown): Promise<string> {
  const waiting = await world.sql<{ what: string }>(
    `SELECT count(*) || ' entries without position' AS what FROM journal_entry WHERE position IS NULL HAVING count(*) > 0
     UNION ALL SELECT 'follower ' || follower || ' at ' || position || ' of ' || (SELECT max(position) FROM journal_entry) FROM platform_follower_cursor
     UNION ALL SELECT count(*) || ' due promises of ' || job || ' in ' || queue || ' (' || coalesce(max(last_failure), 'no failure') || ')'
       FROM platform_promised_job WHERE kept_at IS NULL AND dead_at IS NULL AND due_at <= clock_timestamp() GROUP BY job, queue`,
  );
  return `${fault instanceof Error ? fault.message : String(fault)}; ${waiting.map(({ what }) => what).join('; ')}`;
}
