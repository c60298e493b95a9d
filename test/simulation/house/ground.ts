import { Database, Sequencer, UnitOfWork, Wake } from '@bongsu/platform';
import { Answers } from '../../../libs/platform/src/database/answers';
import { DatabaseClock } from '../../../libs/platform/src/database/database-clock';
import { GroupCommit } from '../../../libs/platform/src/database/group-commit';
import { NumberDraws } from '../../../libs/platform/src/database/number-draws';
import type { Machine } from '../engine/machine';
import { simulatedSource } from '../database/wire';
import { settings } from './settings';
import { plainAnswers } from './stand-ins';
import type { Story } from './story';

/** What every process of the house stands on: the house's own classes, on simulated connections. */
export class Ground {
  readonly database: Database;
  readonly wake = new Wake(settings);
  readonly sequencer = new Sequencer(settings, this.wake);
  readonly work: UnitOfWork;
  /** The time that it decides by: the database's, whatever its machine says. */
  readonly clock: DatabaseClock;

  constructor(
    readonly story: Story,
    readonly machine: Machine,
  ) {
    this.database = new Database(simulatedSource(story.server.database, machine));
    this.clock = new DatabaseClock(this.database);
    const answers: Answers = plainAnswers;
    const draws = new NumberDraws(this.database);
    this.work = new UnitOfWork(this.database, new GroupCommit(this.database), draws, this.wake, this.clock, answers);
    if (story.lacks.has('entries-with-state')) loseEntries(this.work, story);
  }

  async start(): Promise<void> {
    await this.clock.onModuleInit();
    this.wake.onApplicationBootstrap();
    this.sequencer.onApplicationBootstrap();
  }
}

/** Taken away: now and then a unit of work is committed and what it appended is not. */
function loseEntries(work: UnitOfWork, { world }: Story): void {
  const run = work.run.bind(work);
  work.run = (actor, does) =>
    run(actor, (tx) => {
      const isLost = world.chance.happens(0.1);
      return does(isLost ? Object.assign(Object.create(tx) as typeof tx, { append: () => undefined }) : tx);
    });
}
