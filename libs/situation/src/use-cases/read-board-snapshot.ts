import { Injectable } from '@nestjs/common';
import { type Actor, Cursors, Packed, Views, visibilityOf } from '@bongsu/platform';
import type { BoardState } from '../contract';
import { BoardStates } from './board-states';

interface Made {
  readonly position: number;
  readonly view: string;
  readonly packed: Packed;
}

/**
 * What the actor's board shows now: `{ cursor, state }`, the reduction of exactly the entries that she may see up to the cursor, from which the live
 * feed goes on. After an outage a thousand boards ask at once: it is written out and packed once for all who see the same.
 */
@Injectable()
export class ReadBoardSnapshot {
  private readonly made = new WeakMap<BoardState, Made>();

  constructor(
    private readonly boards: BoardStates,
    private readonly cursors: Cursors,
    private readonly views: Views,
  ) {}

  async execute(actor: Actor): Promise<Packed> {
    const eyes = visibilityOf(actor);
    // Asked for before the board is looked at: a change meanwhile makes the cursor too old rather than too new.
    await this.views.refresh();
    const view = this.views.of(eyes);
    const board = await this.boards.of(eyes);
    const { position, state } = board;
    const known = this.made.get(state);
    // Not an older position of the same board: too much may have come since for the feed to go on from there.
    if (known?.position === position && known.view === view) return known.packed;
    const cursor = JSON.stringify(this.cursors.ofPosition(position, view));
    const packed = new Packed(`{"cursor":${cursor},"state":${board.json()}}`, 'quick');
    this.made.set(state, { position, view, packed });
    return packed;
  }
}
