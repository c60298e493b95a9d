import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ok } from '@bongsu/kernel';
import { JournalArchives, JournalReader, UnitOfWork, systemActor } from '@bongsu/platform';
import { CLOSED_KEPT, DISPATCH_KEPT, REDUCER_VERSION, REPORTS_KEPT, reducedKinds } from '../contract';
import { CheckpointStore } from '../storage/checkpoint.store';
import { type BoardAt, atTheCut } from './board-at';
import type { VisibilityClass } from './visibility-class';

/** A stored board is renewed when it is this many entries behind: replaying them takes less than a second. */
export const CHECKPOINT_EVERY = 5_000;

/** Changes when the same entries would give another board: then what was stored is of no use. */
export const reducerFingerprint = createHash('sha256')
  .update(JSON.stringify([REDUCER_VERSION, CLOSED_KEPT, REPORTS_KEPT, DISPATCH_KEPT, [...reducedKinds].sort()]))
  .digest('base64url');

const madeBy = (epoch: number): string => `${reducerFingerprint}@${epoch}`;

/** Boards kept in the database, so that nobody begins at the beginning. A shortcut, never a truth: losing one costs time, nothing else. */
@Injectable()
export class BoardCheckpoints {
  constructor(
    private readonly checkpoints: CheckpointStore,
    private readonly reader: JournalReader,
    private readonly work: UnitOfWork,
    private readonly archives: JournalArchives,
  ) {}

  /**
   * The board kept for these eyes in this epoch of views (what was sealed since is not in it), or an empty one at the beginning; a journal restored
   * from an older copy ends before what was kept. What ends before the archive does cannot be gone on from.
   */
  async of(eyes: VisibilityClass, epoch: number): Promise<BoardAt> {
    const kept = await this.checkpoints.load(eyes.key, madeBy(epoch));
    const cut = await this.archives.cut();
    return kept !== null && kept.position >= cut.position && kept.position <= (await this.reader.head())
      ? { position: kept.position, board: kept.state }
      : atTheCut(this.archives, cut, eyes);
  }

  async keep(eyes: VisibilityClass, { position, board: state }: BoardAt, epoch: number): Promise<void> {
    await this.work.run(systemActor('situation.checkpoint', 'situation-checkpoint'), async (tx) => {
      await this.checkpoints.keep(tx, eyes.key, madeBy(epoch), { position, state });
      return ok(null);
    });
  }

  /** Until where each class is kept by this reducer, in this epoch. */
  positions(epoch: number): Promise<ReadonlyMap<string, number>> {
    return this.checkpoints.positions(madeBy(epoch));
  }

  /** Forgets every class but these. */
  async keepOnly(classKeys: readonly string[]): Promise<void> {
    await this.work.run(systemActor('situation.checkpoint', 'situation-checkpoint'), async (tx) => {
      await this.checkpoints.keepOnly(tx, classKeys);
      return ok(null);
    });
  }
}
