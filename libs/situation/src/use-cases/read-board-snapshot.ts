import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, Cursors, visibilityOf } from '@bongsu/platform';
import { BoardStates } from './board-states';

/** The board as JSON text with the cursor from which the live feed goes on. */
export interface BoardSnapshot {
  readonly cursor: string;
  stateJson(): string;
}

/** What the actor's board shows now: the reduction of exactly the entries that she may see up to the cursor. */
@Injectable()
export class ReadBoardSnapshot {
  constructor(
    private readonly boards: BoardStates,
    private readonly cursors: Cursors,
  ) {}

  async execute(actor: Actor): Promise<Result<BoardSnapshot, Refusal>> {
    const board = await this.boards.of(visibilityOf(actor));
    return ok({ cursor: this.cursors.ofPosition(board.position), stateJson: () => board.json() });
  }
}
