import type { Figure } from './figure';
import type { Random } from './random';
import type { World, WorldShape } from './world/world';

/** What a scenario is given to work with. */
export interface Stage {
  /** The world that the scenario asked for, healthy: every part runs and is ready. */
  readonly world: World;
  /** Chance of this run: the same seed throws the same dice. Take no other. */
  readonly random: Random;
  /** One more world, with processes of its own; it is checked and ended with the scenario. */
  stand(shape: WorldShape): Promise<World>;
  /** A line of progress. */
  say(line: string): void;
}

export interface ScenarioDefinition<Form> {
  /** `T1`, as the list of faults numbers them. */
  readonly id: string;
  /** What must hold, as a sentence in the words of the house. */
  readonly name: string;
  /** What is done to the system. */
  readonly fault: string;
  readonly world: WorldShape;
  /** True when the world cannot be used by another scenario afterwards, or not by one before. Ordinarily scenarios of the same shape share one. */
  readonly ownWorld?: boolean;
  /** Jobs that lie dead at the end are what this scenario is about; otherwise one dead job is a fault. */
  readonly mayLeaveDeadJobs?: boolean;
  /** How much of it for every change; null: only in the long form. */
  readonly short: Form | null;
  readonly long: Form;
  /**
   * Injects the fault and measures. Whatever it leaves broken (stopped processes, faulty lines) is mended by the runner, which then waits
   * until all is quiet and runs the invariant checker. Throw for what may never be; a figure that misses its aim fails the scenario too.
   */
  run(stage: Stage, form: Form): Promise<Figure[]>;
}

/** A scenario whose sizes are chosen. */
export interface Scenario {
  readonly id: string;
  readonly name: string;
  readonly fault: string;
  readonly world: WorldShape;
  readonly ownWorld: boolean;
  readonly mayLeaveDeadJobs: boolean;
  readonly isInShortForm: boolean;
  play(stage: Stage, long: boolean): Promise<Figure[]>;
}

export function scenario<Form>(definition: ScenarioDefinition<Form>): Scenario {
  const { id, name, fault, world, short, long } = definition;
  return {
    id,
    name,
    fault,
    world,
    ownWorld: definition.ownWorld === true,
    mayLeaveDeadJobs: definition.mayLeaveDeadJobs === true,
    isInShortForm: short !== null,
    play: (stage, isLong) => definition.run(stage, isLong || short === null ? long : short),
  };
}
