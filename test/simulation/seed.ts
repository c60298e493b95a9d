import fc from 'fast-check';
import { type Schedule, schedules } from './schedule';
import { type Told, type Telling, tell } from './tell';

export interface SeedTold extends Told {
  readonly seed: number;
  readonly schedule: Schedule;
}

/** The schedule that fast-check makes of a seed, and its story. */
export async function tellSeed(seed: number, telling: Telling = {}): Promise<SeedTold> {
  const schedule = scheduleOf(seed);
  return { seed, schedule, ...(await tell(schedule, telling)) };
}

function scheduleOf(seed: number): Schedule {
  let made: Schedule | undefined;
  fc.check(
    fc.property(schedules, (schedule) => {
      made ??= schedule;
    }),
    { seed, numRuns: 1 },
  );
  return made!;
}

export interface Smallest {
  readonly schedule: Schedule;
  readonly wrong: readonly string[];
  readonly shrinks: number;
}

/** The smallest schedule that still shows something wrong, after so many tries; null when the seed shows nothing. The same each time. */
export async function smallestOf(seed: number, telling: Telling, tries: number): Promise<Smallest | null> {
  let left = tries;
  const isSound = async (schedule: Schedule): Promise<boolean> => left-- <= 0 || (await tell(schedule, telling)).wrong.length === 0;
  const { counterexample, numShrinks: shrinks } = await fc.check(fc.asyncProperty(schedules, isSound), { seed, numRuns: 1 });
  const [schedule] = counterexample ?? [];
  if (schedule === undefined) return null;
  return { schedule, wrong: (await tell(schedule, telling)).wrong, shrinks };
}
