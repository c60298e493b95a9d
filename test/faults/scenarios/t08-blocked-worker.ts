import { atLeast, exactly, figure } from '../figure';
import { ProbableDuplicates } from '../load/duplicates';
import { scenario } from '../scenario';
import { last, until } from '../wait';
import { withPreload } from '../world/preload';
import { waiterOn } from '../world/session-owner';
import { pairWorld } from './pair-world';

/** T8: a worker's event loop stands still for longer than its locks hold, while it has a job in hand. */
export const blockedWorker = scenario({
  id: 'T8',
  name: 'a job whose worker stood still may run twice and has its effect once; the worker lives on',
  fault: 'the event loop of a worker with a job in hand blocked for 18 s, longer than its lock',
  world: pairWorld,
  short: null,
  long: { blockMs: 18_000 },
  run: async ({ world }, { blockMs }) => {
    const [first, second] = world.workers;
    if (first === undefined || second === undefined) throw new Error('two workers are needed');
    const duplicates = await ProbableDuplicates.begin(world);
    await Promise.all([first.terminate(), second.terminate()]);
    first.start(withPreload('block-on-signal', { FAULTS_BLOCK_MS: String(blockMs) }));
    await first.ready();
    const letGo = await duplicates.holdBack();
    const report = await duplicates.file();
    await until('the job is in hand', 15_000, () => waiterOn(world, 'incidents_duplicate_proposal'));
    first.tell('SIGWINCH');
    const blockedMs = performance.now();
    second.start();
    await last(1_000);
    await letGo();
    await until('the job is done', 60_000, () => duplicates.keptAt(report));
    const doneMs = performance.now() - blockedMs;
    // Whatever comes after the block (a lock that is gone, a session that was cut) must not end the process.
    await first.ready();
    const lag = await first.told('bongsu_nodejs_eventloop_lag_max_seconds');
    const effects = await duplicates.timesProposed(report);
    const pid = first.pid;
    await first.terminate();
    return [
      figure('effects', effects, '', exactly(1)),
      figure('starts of the blocked worker', pid === undefined ? 0 : 1, '', exactly(1)),
      figure('done after the block began', doneMs, 'ms'),
      figure('longest loop delay in its metrics', lag, 's', atLeast(1)),
    ];
  },
});
