import { addMs, systemClock } from '@bongsu/kernel';
import type { DemoAccount } from '../demo-accounts';
import { play } from './acts';
import { Cast } from './cast';
import { earlierReplays, requireNoOpenReplay, sayEarlier } from './earlier-replay';
import { LiveBoard } from './live-board';
import { type Reckoning, reckon } from './reckoning';
import type { RunId } from './run-id';
import type { Fact } from './scenario';
import type { LoadedScenario } from './scenario-file';
import { type Schedule, type Speed, schedule } from './schedule';
import { MadeThings, type Stage } from './stage';
import { sayDuration, saySource, sayTime } from './wording';

export interface ReplayOptions extends LoadedScenario {
  readonly api: string;
  readonly accounts: readonly DemoAccount[];
  readonly speed: Speed;
  readonly run: RunId;
  /** A run of its own beside an earlier replay that is still open; a run that is taken up again is none. */
  readonly beside: 'only-when-closed' | 'whatever-is-open';
  /** How long an api or worker may be away before the replay gives up. */
  readonly patienceMs: number;
  readonly say: (line: string) => void;
}

/**
 * Plays a scenario through the public API and the live socket, as its people would: each fact when it is due by the replay's clock, each
 * after the consequences of the one before it stand on the board. Resolves with what came of it; throws when the api refuses what the
 * scenario says was done, or when a consequence never comes.
 */
export async function replay(options: ReplayOptions): Promise<Reckoning> {
  const { scenario, speed, run, say } = options;
  const times = schedule(scenario, speed);
  const patience = { withinMs: options.patienceMs, onTrouble: (what: string) => say(`          … ${what}`) };
  const cast = Cast.for(scenario, options.api, options.accounts, patience);
  const board = new LiveBoard(options.api, cast.observer, patience);
  say(`${scenario.title.en} · ${scenario.title.ko}`);
  say(
    `  ${scenario.facts.length} facts, ${speed === 'max' ? 'as fast as they follow from each other' : `${speed} times as fast as life, about ${sayDuration(times.lengthMs)}`}; run ${run.id}`,
  );
  try {
    // Accounts of another installation are told at once; the board would only wait.
    await cast.observer.bearer();
    await look(options, cast);
    await board.open();
    const stage = new ReplayStage(options, times, cast, board);
    const startedMs = performance.now();
    for (const [index, fact] of scenario.facts.entries()) {
      await until(startedMs, times.dueMs[index] ?? 0, (waitMs) =>
        say(`          … next at ${sayTime(fact.at, scenario)}, in ${sayDuration(waitMs)}`),
      );
      say(
        `[${String(index + 1).padStart(String(scenario.facts.length).length)}/${scenario.facts.length}] ${sayTime(fact.at, scenario)}  ${fact.says}  [${saySource(fact.source)}]`,
      );
      await play(fact, stage.at(index));
    }
    return await reckon(stage, cast.observer);
  } finally {
    board.close();
  }
}

/** Says what earlier replays are there, or refuses to play beside one; a run that was begun before is simply gone on with. */
async function look({ scenario, run, beside, say }: ReplayOptions, cast: Cast): Promise<void> {
  if (run.isTakenUpAgain) return;
  const earlier = await earlierReplays(cast.observer, scenario);
  if (beside === 'only-when-closed') requireNoOpenReplay(scenario.id, earlier);
  const words = sayEarlier(scenario.id, earlier);
  if (words !== null) say(words);
}

/** Waits longer than this are announced, so that nobody takes the replay for stuck. */
const announcedMs = 5_000;

function until(startedMs: number, dueMs: number, announce: (waitMs: number) => void): Promise<void> {
  const waitMs = dueMs - (performance.now() - startedMs);
  if (waitMs <= 0) return Promise.resolve();
  if (waitMs > announcedMs) announce(waitMs);
  return new Promise((resolve) => setTimeout(resolve, waitMs));
}

/** Of what is expected, this much must lie ahead to be worth saying. */
const soonestMs = 1_000;

class ReplayStage implements Stage {
  readonly folder: string;
  readonly beganAt: string;
  readonly made = new MadeThings();
  private index = 0;

  constructor(
    private readonly options: ReplayOptions,
    private readonly times: Schedule,
    readonly cast: Cast,
    readonly board: LiveBoard,
  ) {
    this.folder = options.folder;
    this.beganAt = options.run.beganAt;
  }

  /** The same stage, set for the fact at `index`. */
  at(index: number): this {
    this.index = index;
    return this;
  }

  key(_fact: Fact, part = ''): string {
    return `replay:${this.options.run.id}:${this.index + 1}${part === '' ? '' : `:${part}`}`;
  }

  dueAt(scenarioTime: string): string | null {
    if (this.options.speed === 'max') return null;
    const { facts } = this.options.scenario;
    const next = facts.findIndex(({ at }) => Date.parse(at) >= Date.parse(scenarioTime));
    const dueMs = (this.times.dueMs[next] ?? this.times.lengthMs) - (this.times.dueMs[this.index] ?? 0);
    return dueMs < soonestMs ? null : addMs(systemClock.now(), dueMs);
  }

  say(line: string): void {
    this.options.say(`          ${line}`);
  }
}
