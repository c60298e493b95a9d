import { Injectable } from '@nestjs/common';
import { JournalChain } from '../chain';
import { FIRST_SEAL } from '../seal';
import { type Checkpoint, openedCheckpoint } from './checkpoint';
import { CheckpointStore } from './checkpoint-store';
import type { PublicKey } from './key';

const BATCH = 1_000;

export type Misfit =
  /** The line is no checkpoint, or not one that a known key of this installation signed. */
  | 'unreadable'
  | 'unknown-key'
  | 'bad-signature'
  | 'other-installation'
  /** The journal ends before it; or has another seal there; or had another number of entries. */
  | 'cut'
  | 'rewritten'
  | 'miscounted';

/** What the comparison found. `line` counts from 1; `lastFitting` is the one before the first that does not fit. */
export type CheckpointVerification =
  | {
      readonly fits: true;
      /** How many were compared, and how many are about what lies in archives that were not at hand. */
      readonly checkpoints: number;
      readonly inArchive: number;
      readonly lastFitting: Checkpoint | null;
    }
  | {
      readonly fits: false;
      readonly line: number;
      readonly reason: Misfit;
      readonly checkpoint: Checkpoint | null;
      readonly lastFitting: Checkpoint | null;
    };

/** Seals of what was taken out of the journal: up to where, and that of a position when its archive is at hand. */
export interface ArchivedSeals {
  readonly until: number;
  at(position: number): Buffer | null;
}

const NOTHING_ARCHIVED: ArchivedSeals = { until: 0, at: () => null };

interface Read {
  readonly line: number;
  readonly checkpoint: Checkpoint;
}

/** Compares checkpoints that were kept elsewhere with the journal as it stands, line by line, however many there are. */
@Injectable()
export class CheckpointVerifier {
  constructor(
    private readonly chain: JournalChain,
    private readonly store: CheckpointStore,
  ) {}

  /**
   * `head`: up to where the chain of seals was recomputed and found sound, so that the seals that stand there are those of the entries. A key
   * that a trusted key has announced is trusted from there on.
   */
  async verify(
    lines: AsyncIterable<string>,
    trusted: readonly PublicKey[],
    head: number,
    onProgress: (line: number) => void = () => undefined,
    archived: ArchivedSeals = NOTHING_ARCHIVED,
  ): Promise<CheckpointVerification> {
    const installation = await this.store.installation();
    const keys = new Map(trusted.map((key) => [key.kid, key]));
    let [line, checkpoints, inArchive] = [0, 0, 0];
    let lastFitting: Checkpoint | null = null;
    let waiting: Read[] = [];
    let unfit: CheckpointVerification | null = null;

    const compareWaiting = async (): Promise<void> => {
      const seals = await this.chain.sealsAt(waiting.map(({ checkpoint }) => checkpoint.position));
      for (const read of waiting) {
        const { position } = read.checkpoint;
        const isArchived = position > 0 && position <= archived.until;
        const standing = position === 0 ? FIRST_SEAL : isArchived ? archived.at(position) : seals.get(position);
        const reason = misfitOf(read.checkpoint, installation, head, isArchived ? (standing ?? 'not at hand') : standing);
        if (reason !== null) {
          unfit = { fits: false, line: read.line, reason, checkpoint: read.checkpoint, lastFitting };
          return;
        }
        if (isArchived && standing === null) {
          inArchive += 1;
          continue;
        }
        lastFitting = read.checkpoint;
        checkpoints += 1;
      }
      waiting = [];
      onProgress(line);
    };

    for await (const text of lines) {
      line += 1;
      const read = openedCheckpoint(text, keys);
      if (!read.ok) {
        await compareWaiting();
        return unfit ?? { fits: false, line, reason: read.reason, checkpoint: null, lastFitting };
      }
      const { checkpoint } = read;
      if (checkpoint.nextKey !== undefined) keys.set(checkpoint.nextKey.kid, checkpoint.nextKey);
      waiting.push({ line, checkpoint });
      if (waiting.length >= BATCH) await compareWaiting();
      if (unfit !== null) return unfit;
    }
    await compareWaiting();
    return unfit ?? { fits: true, checkpoints, inArchive, lastFitting };
  }
}

/** `standing`: the seal at its position, which may lie in an archive that is not at hand; all else can be told without it. */
function misfitOf(
  checkpoint: Checkpoint,
  installation: string,
  head: number,
  standing: Buffer | 'not at hand' | null | undefined,
): Misfit | null {
  if (checkpoint.installation !== installation) return 'other-installation';
  if (checkpoint.position > head) return 'cut';
  if (standing !== 'not at hand' && standing?.toString('hex') !== checkpoint.seal) return 'rewritten';
  // Up to the head nothing is missing and nothing is there twice: as many entries as the position says.
  return checkpoint.count === checkpoint.position ? null : 'miscounted';
}
