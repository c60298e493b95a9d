import { JournalFollower, JournalReader, type PositionedEntry } from '@bongsu/platform';
import { type BoardState, emptyBoard, reduceAll } from '@bongsu/situation/contract';
import type { Machine } from '../engine/machine';
import { type UseCases, useCases } from './cases';
import { Ground } from './ground';
import type { Story } from './story';

/** An api process: the use cases, a sequencer candidate, and a follower that keeps a board as a person of headquarters sees it. */
export class Api {
  readonly cases: UseCases;
  board: BoardState = emptyBoard();
  /** The positions that the board was told of, in the order in which it was. */
  readonly told: number[] = [];
  private readonly follower: JournalFollower;

  constructor(
    story: Story,
    readonly machine: Machine,
  ) {
    const ground = new Ground(story, machine);
    this.cases = useCases(ground);
    this.follower = new JournalFollower(
      new JournalReader(ground.database),
      ground.wake,
      0,
      (entries) => this.show(entries),
      () => undefined,
    );
    void ground.start().then(() => this.follower.start());
  }

  get position(): number {
    return this.follower.position;
  }

  private show(entries: readonly PositionedEntry[]): void {
    this.told.push(...entries.map(({ position }) => position));
    this.board = reduceAll(this.board, entries);
  }
}
