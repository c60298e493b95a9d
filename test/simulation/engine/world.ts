import { AsyncResource } from 'node:async_hooks';
import { Agenda } from './agenda';
import { Chance } from './chance';
import { Machine, thisMachine } from './machine';

/** When every story begins. */
export const BEGINS_MS = Date.parse('2026-11-01T00:00:00.000Z');

// Taken before anything is lent to a story.
const realTurn = setImmediate;

/**
 * Time and order. Nothing happens by itself: whatever waits is on the agenda with its moment, and the world takes one thing after the other and lets
 * everything that follows from it come to rest before the next. So a seed gives one story and always the same.
 */
export class World {
  readonly chance: Chance;
  readonly machines: Machine[] = [];
  /** What happened, for whoever reads a failing seed. */
  readonly story: string[] = [];
  steps = 0;
  /** Timers of processes may be late, never early: intervals come this much more rarely, so that idle polling does not fill the story. */
  laziness = 5;
  private readonly agenda = new Agenda();
  private elapsedMs = 0;
  private broken: Error | undefined;

  constructor(
    seed: number,
    private readonly tells = false,
  ) {
    this.chance = new Chance(seed);
  }

  get nowMs(): number {
    return BEGINS_MS + this.elapsedMs;
  }

  get sinceBeginMs(): number {
    return this.elapsedMs;
  }

  machine(name: string): Machine {
    const machine = new Machine(this, name);
    this.machines.push(machine);
    return machine;
  }

  /** Something that happens after a while whoever still lives; on a machine only while that lives, in the surroundings of whoever asked. */
  after(ms: number, run: () => void, on?: Machine): { cancelled: boolean } {
    const handle = { cancelled: false };
    const inside = on === undefined ? run : thisMachine() === on ? inTheseSurroundings(run) : () => on.run(run);
    this.agenda.put(this.elapsedMs + Math.max(0, ms), () => {
      if (!handle.cancelled && (on === undefined || on.alive)) inside();
    });
    return handle;
  }

  /** Resolves for the machine that waits. */
  wait(ms: number, on?: Machine): Promise<void> {
    return new Promise((resolve) => void this.after(ms, resolve, on));
  }

  tell(line: () => string): void {
    if (this.tells) this.story.push(`${(this.elapsedMs / 1_000).toFixed(3).padStart(9)}  ${line()}`);
  }

  /** A defect of the simulation itself, or of the house where nothing may throw: the story ends with it. */
  breakOff(error: Error): void {
    this.broken ??= error;
  }

  async until(done: () => boolean, atMostMs: number): Promise<boolean> {
    const endMs = this.elapsedMs + atMostMs;
    for (;;) {
      if (this.broken !== undefined) throw this.broken;
      if (done()) return true;
      const next = this.agenda.nextAtMs;
      if (next === undefined || next > endMs) {
        this.elapsedMs = endMs;
        return done();
      }
      this.elapsedMs = next;
      this.agenda.take()?.run();
      this.steps += 1;
      await new Promise<void>((resolve) => void realTurn(resolve));
    }
  }
}

/** As AsyncResource.bind, without what that makes at each call. */
function inTheseSurroundings(run: () => void): () => void {
  const resource = new AsyncResource('story', { requireManualDestroy: true });
  return () => resource.runInAsyncScope(run);
}
