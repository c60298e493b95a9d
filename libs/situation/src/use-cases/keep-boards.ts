import { Injectable } from '@nestjs/common';
import { KnownAccounts } from '@bongsu/access';
import { JournalReader } from '@bongsu/platform';
import { type BoardAt, onePageOn } from './board-at';
import { BoardCheckpoints, CHECKPOINT_EVERY } from './board-checkpoints';
import { NETWORK, type VisibilityClass, classOf } from './visibility-class';

/**
 * Keeps a board for every class that an account belongs to, never far behind, whether somebody looks or not: whoever looks for the first
 * time then waits for what happened lately, not for the whole journal. A class costs one pass over the journal in its life, here, when its
 * first account is made. As many rows as there are different classes of accounts; see docs/adr/0030.
 */
@Injectable()
export class KeepBoards {
  constructor(
    private readonly accounts: KnownAccounts,
    private readonly reader: JournalReader,
    private readonly checkpoints: BoardCheckpoints,
  ) {}

  /** One round over all classes, in one epoch of views, up to a position; the rest of it is left to the next round when `leaving` is aborted. */
  async execute(until: number, epoch: number, leaving: AbortSignal): Promise<void> {
    const classes = new Map((await this.accounts.visibilities()).map(classOf).map((eyes) => [eyes.key, eyes] as const));
    classes.delete(NETWORK.key);
    const kept = await this.checkpoints.positions(epoch);
    for (const eyes of classes.values()) {
      const at = kept.get(eyes.key);
      if (at !== undefined && until - at < CHECKPOINT_EVERY) continue;
      const board = await this.boardOf(eyes, until, epoch, leaving);
      if (board === null) return;
      await this.checkpoints.keep(eyes, board, epoch);
    }
    if ([...kept.keys()].some((key) => key !== NETWORK.key && !classes.has(key)))
      await this.checkpoints.keepOnly([NETWORK.key, ...classes.keys()]);
  }

  private async boardOf(eyes: VisibilityClass, until: number, epoch: number, leaving: AbortSignal): Promise<BoardAt | null> {
    let at = await this.checkpoints.of(eyes, epoch);
    while (at.position < until) {
      if (leaving.aborted) return null;
      at = await onePageOn(this.reader, eyes, at, until);
    }
    return at;
  }
}
