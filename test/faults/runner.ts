import { type Figure, isMet, spoken } from './figure';
import { brokenInvariants } from './invariants/check';
import { tell } from './progress';
import type { Random } from './random';
import type { Scenario, Stage } from './scenario';
import { wordsOf } from './stopping';
import type { Ground } from './world/ground';
import { last } from './wait';
import { World, type WorldShape } from './world/world';

const CLOSE_WITHIN_MS = 20_000;

/** How one scenario ended. */
export interface Outcome {
  readonly scenario: Scenario;
  readonly passed: boolean;
  readonly figures: readonly Figure[];
  /** What went wrong, in words; empty when it passed. */
  readonly faults: readonly string[];
  readonly seconds: number;
}

/** Plays scenarios one after the other. A world is kept for the next one that asks for the same, and left as soon as something went wrong in it. */
export class Runner {
  private shared: { readonly key: string; readonly world: World } | undefined;
  private readonly standing = new Set<World>();
  private stopped = false;

  constructor(
    private readonly ground: Ground,
    private readonly random: Random,
    private readonly long: boolean,
  ) {}

  async play(scenario: Scenario): Promise<Outcome> {
    const beganMs = performance.now();
    tell(`${scenario.id}  ${scenario.name}`);
    const { figures, faults } = await this.attempt(scenario);
    const missed = figures.filter((figure) => !isMet(figure)).map((figure) => `missed: ${spoken(figure)}`);
    const all = [...faults, ...missed];
    const seconds = (performance.now() - beganMs) / 1_000;
    for (const figure of figures) tell(`    ${isMet(figure) ? ' ' : '✗'} ${spoken(figure)}`);
    for (const fault of faults) tell(`    ✗ ${fault}`);
    tell(`    ${all.length === 0 ? 'passed' : 'FAILED'} in ${seconds.toFixed(1)} s`);
    return { scenario, passed: all.length === 0, figures, faults: all, seconds };
  }

  /** Ends every process of every world. What is being played fails. */
  async close(): Promise<void> {
    this.stopped = true;
    // What does not end in order is ended with the ground.
    await Promise.race([Promise.allSettled([...this.standing].map((world) => this.leave(world))), last(CLOSE_WITHIN_MS)]);
  }

  private async attempt(scenario: Scenario): Promise<{ figures: Figure[]; faults: string[] }> {
    const own: World[] = [];
    const faults: string[] = [];
    let figures: Figure[] = [];
    let world: World | undefined;
    try {
      world = await this.worldFor(scenario);
      const stage: Stage = {
        world,
        random: this.random.of(scenario.id),
        stand: async (shape) => {
          const another = await this.stand(shape);
          own.push(another);
          return another;
        },
        say: (line) => tell(`    … ${line}`),
      };
      figures = await scenario.play(stage, this.long);
    } catch (fault) {
      faults.push(wordsOf(fault));
    }
    for (const each of world === undefined ? own : [world, ...own]) faults.push(...(await this.reckon(each, scenario)));
    if (this.stopped) return { figures, faults };
    await Promise.all(own.map((each) => this.leave(each)));
    if (world !== undefined && (scenario.ownWorld || faults.length > 0)) await this.leave(world);
    return { figures, faults };
  }

  private async reckon(world: World, scenario: Scenario): Promise<string[]> {
    if (this.stopped) return ['stopped'];
    try {
      await world.heal();
      await Promise.all([...world.loads].map((load) => load.stop()));
      return await brokenInvariants(world, scenario.mayLeaveDeadJobs);
    } catch (fault) {
      return [wordsOf(fault)];
    }
  }

  private async worldFor({ world: shape, ownWorld }: Scenario): Promise<World> {
    const key = JSON.stringify(Object.entries(shape).sort());
    if (!ownWorld && this.shared?.key === key && this.standing.has(this.shared.world)) return this.shared.world;
    if (this.shared !== undefined) await this.leave(this.shared.world);
    this.shared = { key, world: await this.stand(shape) };
    return this.shared.world;
  }

  private async stand(shape: WorldShape): Promise<World> {
    const beganMs = performance.now();
    const world = await World.raise(this.ground, shape);
    this.standing.add(world);
    try {
      await world.heal();
    } catch (fault) {
      await this.leave(world);
      throw fault;
    }
    tell(`    … a world stands after ${((performance.now() - beganMs) / 1_000).toFixed(1)} s`);
    return world;
  }

  private async leave(world: World): Promise<void> {
    if (!this.standing.delete(world)) return;
    await world.end();
  }
}
