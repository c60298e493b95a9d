import { percentile } from '../../../bench/statistics';
import { type Figure, atMost, exactly, figure } from '../figure';
import { until } from '../wait';
import type { World } from '../world/world';
import { type LoadReport, IntakeLoad } from './intake-load';

/** Intakes during a fault of the queues: who files a report must not notice it. */
export async function intakesDuring(
  world: World,
  perSecond: number,
  fault: () => Promise<void>,
): Promise<{ report: LoadReport; figures: Figure[] }> {
  const load = IntakeLoad.start(world, { perSecond });
  await until('reports are acknowledged', 30_000, () => load.acknowledgedSoFar > 5);
  await fault();
  const report = await load.stop();
  const notCreated = report.tries.filter(({ outcome }) => outcome !== 201).length;
  const figures = [
    figure('reports acknowledged meanwhile', report.acknowledged, ''),
    figure('answers other than 201', notCreated, '', exactly(0)),
    figure('99th of a hundred intakes', percentile([...report.latenciesMs], 99), 'ms', atMost(500)),
  ];
  return { report, figures };
}

/** Jobs of the comparison of reports, which only a queue brings: nothing else does them while the queues are away. */
export function comparedSince(world: World, since: Date): Promise<number> {
  return world.count("SELECT count(*) AS n FROM platform_promised_job WHERE job = 'incidents.propose-duplicates' AND kept_at > $1", [
    since,
  ]);
}

export async function databaseNow(world: World): Promise<Date> {
  const [row] = await world.sql<{ now: Date }>('SELECT clock_timestamp() AS now');
  if (row === undefined) throw new Error('no time');
  return row.now;
}

/** Processes that are not the ones that ran before, and complaints of Node about what nobody caught. */
export function uncaught(world: World, startsBefore: readonly number[]): number {
  const restarted = world.programs.filter((part, index) => !part.isRunning || part.starts !== startsBefore[index]).length;
  return restarted + world.programs.filter((part) => /unhandled|uncaught/i.test(part.log())).length;
}
