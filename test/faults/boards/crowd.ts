import { join } from 'node:path';
import { Partner } from '../../../bench/ground/partner';
import { until } from '../wait';
import type { World } from '../world/world';
import { type Return, asInTheBrowser } from './board';
import type { Deliveries, Difference, Opening, Standing } from './crowd-program';

/** How long boards may take to open, each of a thousand after the other. */
const OPEN_WITHIN_MS = 120_000;

export interface CrowdOptions {
  readonly count: number;
  /** Origin that they connect to; default the world's first api. */
  readonly origin?: string;
  /** Names of the people who look, in turn; default the watch officer at headquarters alone, who sees the whole. */
  readonly by?: readonly string[];
  readonly back?: Return;
}

/** Boards in a process of their own, which can be frozen. */
export class Crowd {
  private isFrozen = false;

  private constructor(
    private readonly world: World,
    private readonly partner: Partner,
    private readonly pid: number,
    readonly count: number,
  ) {
    world.loads.add(this);
  }

  /** Resolves when all of them follow. */
  static async open(world: World, { count, by = ['hq-watch-1'], back = asInTheBrowser, ...more }: CrowdOptions): Promise<Crowd> {
    const { ground } = world;
    let pid = 0;
    const partner = Partner.start({
      name: 'the boards',
      program: join(__dirname, 'crowd-program.js'),
      environment: { PATH: '/usr/bin:/bin' },
      logFile: ground.place('boards.log'),
      onStarted: (started) => {
        pid = started;
        ground.watch(started);
      },
    });
    const crowd = new Crowd(world, partner, pid, count);
    const persons = await Promise.all(by.map(async (who) => ({ who, token: await world.client(who).bearer() })));
    const opening: Opening = { origin: more.origin ?? originOf(world), persons, count, back };
    await partner.ask('open', opening);
    await crowd.allFollow(OPEN_WITHIN_MS);
    return crowd;
  }

  standing(): Promise<Standing> {
    return this.partner.ask('standing');
  }

  /** What was delivered before is not counted any more. */
  begin(): Promise<void> {
    return this.partner.ask('begin');
  }

  deliveries(): Promise<Deliveries> {
    return this.partner.ask('deliveries');
  }

  async allFollow(withinMs: number): Promise<void> {
    let following = 0;
    await until(`${this.count} boards follow`, withinMs, async () => {
      ({ following } = await this.standing());
      return following === this.count;
    }).catch((fault: unknown) => {
      throw new Error(`${String(fault)}; ${following} do`);
    });
  }

  /** Boards that do not show what their people are served by an api of the world now. */
  differing(origin = originOf(this.world)): Promise<Difference[]> {
    return this.partner.ask('differing', { origin });
  }

  /** Waits until every board shows what is served; answers those that still do not after `withinMs`. */
  async stillDiffering(withinMs: number, origin = originOf(this.world)): Promise<Difference[]> {
    let left: Difference[] = [];
    await until('every board shows what is served', withinMs, async () => {
      left = await this.differing(origin);
      return left.length === 0;
    }).catch(() => undefined);
    return left;
  }

  /** SIGSTOP: every line stays open, and nobody reads. */
  freeze(): void {
    process.kill(this.pid, 'SIGSTOP');
    this.isFrozen = true;
  }

  /** SIGCONT. */
  thaw(): void {
    if (!this.isFrozen) return;
    process.kill(this.pid, 'SIGCONT');
    this.isFrozen = false;
  }

  /** Ends the process. */
  async stop(): Promise<void> {
    this.thaw();
    this.world.loads.delete(this);
    await this.partner.stop();
  }
}

function originOf(world: World): string {
  const [api] = world.apis;
  if (api === undefined) throw new Error('no api to look at');
  return api.origin;
}

/** How many boards, and in which of their parts: for the person who reads what went wrong. */
export const wordsOf = (differences: readonly Difference[]): string =>
  differences.map(({ who, boards, parts }) => `${boards} of ${who} differ in ${parts.join(', ')}`).join('; ');

export const boardsIn = (differences: readonly Difference[]): number => differences.reduce((sum, { boards }) => sum + boards, 0);
