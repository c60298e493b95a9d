import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, Cursors, Views, visibilityOf } from '@bongsu/platform';
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
    private readonly views: Views,
  ) {}

  async execute(actor: Actor): Promise<Result<BoardSnapshot, Refusal>> {
    const eyes = visibilityOf(actor);
    // Asked for before the board is looked at: a change meanwhile makes the cursor too old rather than too new.
    await this.views.refresh();
    const view = this.views.of(eyes);
    const board = await this.boards.of(eyes);
    return ok({ cursor: this.cursors.ofPosition(board.position, view), stateJson: () => board.json() });
  }
}
