import type { Instant } from '@bongsu/kernel';
import type { Cast } from './cast';
import type { LiveBoard } from './live-board';
import type { Fact } from './scenario';

/** What the facts of one run share. */
export interface Stage {
  readonly folder: string;
  readonly cast: Cast;
  readonly board: LiveBoard;
  /** Start of this run: what must lie ahead is counted from here. */
  readonly beganAt: Instant;
  readonly made: MadeThings;
  /** The same for the same fact of the same run, whenever it is tried: what was done once is not done again. */
  key(fact: Fact, part?: string): string;
  /** When a moment of the scenario is due by the replay's clock; null when it is past, or when the replay waits for nothing. */
  dueAt(scenarioTime: string): Instant | null;
  /** One more line under the fact being played. */
  say(line: string): void;
}

/** Plays one kind of fact; resolves when the board shows its consequence. */
export type Play<F extends Fact> = (fact: F, stage: Stage) => Promise<void>;

/** Ids of what earlier facts made, by the names that the scenario gave. */
export class MadeThings {
  private readonly ids = new Map<string, string>();
  /** Reports, incidents and requests of this run, for the reckoning at its end. */
  readonly reports: string[] = [];
  readonly incidents: string[] = [];
  readonly requests: string[] = [];

  name(name: string | undefined, id: string): void {
    if (name !== undefined) this.ids.set(name, id);
  }

  id(name: string): string {
    const id = this.ids.get(name);
    // The scenario was checked for this when it was loaded.
    if (id === undefined) throw new Error(`nothing was made under the name "${name}"`);
    return id;
  }

  idIfNamed(name: string | undefined): string | null {
    return name === undefined ? null : this.id(name);
  }
}

/** What is written beside what is entered, so that nobody takes our assumptions for facts. */
export function sourceNote({ source, hour }: Pick<Fact, 'source' | 'hour'>): string {
  if (source === 'assumption') return 'Assumption of the scenario; not documented.';
  const hours = hour === 'assumed' ? ' The time of day is assumed.' : '';
  return `${source.text}${source.url === undefined ? '' : ` ${source.url}`}.${hours}`;
}
