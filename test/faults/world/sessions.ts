import { type Figure, atMost, exactly, figure } from '../figure';
import { until } from '../wait';
import type { World } from './world';

/** What each process has beside its pools, one session each: who asks whether the database is there, who may number the journal, who is woken. */
const besidePools = ['bongsu watch', 'bongsu sequencer', 'bongsu wake'];
/** DATABASE_POOL_MAX of the product; worlds leave it as it is. */
const POOL_MAX = 12;
/** Of the queues, when they are in PostgreSQL: libs/platform/src/jobs/queue-backend.ts. */
const QUEUE_POOL_MAX = 48;

/**
 * Sessions that PostgreSQL has of a world's processes, against the arithmetic of docs/operations/growth.md. Throws when the sessions beside the pools
 * do not come to their number.
 */
export async function sessionFigures(world: World): Promise<Figure[]> {
  const processes = world.programs.length;
  // One that was cut a moment ago is made anew.
  const seen = await until('every process has its sessions', 15_000, async () => {
    const counts = await sessions(world);
    return besidePools.every((name) => counts[name] === processes) && counts;
  });
  const of = (...names: readonly string[]): number => names.reduce((sum, name) => sum + (seen[name] ?? 0), 0);
  const known = of(...besidePools, 'bongsu api', 'bongsu worker', 'bongsu queues');
  const onPostgres = world.shape.redis === undefined;
  return [
    figure('sessions beside the pools', of(...besidePools), '', exactly(besidePools.length * processes)),
    figure('sessions in the pools of requests and use cases', of('bongsu api', 'bongsu worker'), '', atMost(POOL_MAX * processes)),
    figure('sessions of queues', of('bongsu queues'), '', onPostgres ? atMost(QUEUE_POOL_MAX * processes) : exactly(0)),
    figure(
      'sessions of the product for something else',
      Object.values(seen).reduce((sum, count) => sum + count, 0) - known,
      '',
      exactly(0),
    ),
  ];
}

async function sessions(world: World): Promise<Record<string, number>> {
  const rows = await world.sql<{ name: string; n: string }>(
    "SELECT application_name AS name, count(*) AS n FROM pg_stat_activity WHERE application_name LIKE 'bongsu%' GROUP BY 1",
  );
  return Object.fromEntries(rows.map(({ name, n }) => [name, Number(n)]));
}
