import type { Machine } from '../engine/machine';
import type { Row } from './table';

export interface Request {
  readonly statements: readonly { readonly text: string; readonly values: readonly unknown[] }[];
  readonly done: (failure: Error | null, answers: readonly Answered[]) => void;
}

export interface Answered {
  readonly rows: readonly Row[];
  readonly command: string;
  readonly affected: number;
}

/** One connection as the server knows it. */
export class Session {
  /** Written by its transaction and not committed. */
  readonly writes = new Map<string, Map<string, Row>>();
  readonly holds = new Set<string>();
  readonly advisory = new Set<number>();
  readonly waiting: Request[] = [];
  state: 'idle' | 'open' | 'failed' = 'idle';
  isBusy = false;
  isOver = false;
  /** Told when the server ends it. */
  onLost: (() => void) | undefined;
  /** Its client need not be watched any more. */
  unwatch: (() => void) | undefined;

  constructor(
    readonly number: number,
    readonly client: Machine | undefined,
    readonly name: string,
  ) {}

  private readonly lastAtMs = { there: 0, back: 0 };

  /** How long a message takes that must not overtake the one before it. */
  inOrder(way: 'there' | 'back', nowMs: number, takesMs: number): number {
    this.lastAtMs[way] = Math.max(this.lastAtMs[way], nowMs + takesMs);
    return this.lastAtMs[way] - nowMs;
  }
}
