import { createHash } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { ok } from '@bongsu/kernel';
import { JournalFollower, JournalReader, type PositionedEntry, UnitOfWork, type Visibility, Wake, systemActor } from '@bongsu/platform';
import {
  type BoardState,
  CLOSED_KEPT,
  DISPATCH_KEPT,
  REDUCER_VERSION,
  REPORTS_KEPT,
  emptyBoard,
  reduceAll,
  reducedKinds,
} from '../contract';
import { CheckpointStore } from './checkpoint.store';
import { Latest } from '../domain/latest';
import { NETWORK, type VisibilityClass, classOf } from './visibility-class';

/** A board and how far into the journal it goes; `json` is its text, made once for all who ask for the same one. */
export interface BoardAt {
  readonly position: number;
  readonly state: BoardState;
  json(): string;
}

const CLASSES_KEPT = 64;
const PAGE = 1_000;
/** A snapshot may be this much behind: the board that gets it is told what came since. Each batch copies the tables that it touches. */
const BREATH_MS = 100;
/** A stored board is renewed when it is this many entries behind: replaying them takes less than a second. */
export const CHECKPOINT_EVERY = 5_000;

/** Changes when the same entries would give another board: then what was stored is of no use. */
export const reducerFingerprint = createHash('sha256')
  .update(JSON.stringify([REDUCER_VERSION, CLOSED_KEPT, REPORTS_KEPT, DISPATCH_KEPT, [...reducedKinds].sort()]))
  .digest('base64url');

/** A board and its position always change together, so that whoever holds one that was dropped meanwhile holds a true pair. */
interface Shown {
  readonly eyes: VisibilityClass;
  at: { readonly position: number; readonly board: BoardState };
}

/**
 * The boards of this process: one for the network and one for each set of missions that somebody asked for lately. Each is the
 * reduction of exactly the entries that those eyes may see; all of them stand at the same position and move on with each batch.
 * See docs/adr/0030.
 */
@Injectable()
export class BoardStates implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(BoardStates.name);
  private readonly shown = new Latest<Shown>(CLASSES_KEPT);
  private readonly building = new Map<string, Promise<Shown>>();
  private readonly texts = new WeakMap<BoardState, string>();
  private readonly network: Shown = { eyes: NETWORK, at: { position: 0, board: emptyBoard() } };
  private checkpointAt = 0;
  private keeping: Promise<void> | undefined;
  private follower: JournalFollower | undefined;
  private caughtUp: () => void = () => undefined;
  private readonly ready = new Promise<void>((resolve) => (this.caughtUp = resolve));
  private readyAt = 0;

  constructor(
    private readonly reader: JournalReader,
    private readonly wake: Wake,
    private readonly checkpoints: CheckpointStore,
    private readonly work: UnitOfWork,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.readyAt = await this.reader.head();
    const kept = await this.checkpoints.load(NETWORK.key, reducerFingerprint);
    // A journal restored from an older copy ends before what was kept.
    if (kept !== null && kept.position <= this.readyAt) {
      this.network.at = { position: kept.position, board: kept.state };
      this.checkpointAt = kept.position;
    }
    this.follower = new JournalFollower(
      this.reader,
      this.wake,
      this.position,
      (entries) => this.advance(entries),
      (error) => this.logger.warn({ msg: 'board states', cause: String(error) }),
      BREATH_MS,
    );
    this.follower.start();
    if (this.position >= this.readyAt) this.caughtUp();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.follower?.stop();
    await this.keeping;
  }

  /** The board as these eyes see it, at the newest position that this process has read. */
  async of(visibility: Visibility): Promise<BoardAt> {
    await this.ready;
    const eyes = classOf(visibility);
    const { at } = eyes === NETWORK ? this.network : await this.shownTo(eyes);
    return { position: at.position, state: at.board, json: () => this.textOf(at.board) };
  }

  /** Where all the boards stand. */
  private get position(): number {
    return this.network.at.position;
  }

  /** All boards move on together, or none: a batch that throws is given again. */
  private advance(entries: readonly PositionedEntry[]): void {
    const last = entries.at(-1);
    if (last === undefined) return;
    const all = [this.network, ...[...this.shown.entries()].map(([, shown]) => shown)];
    const next = all.map(({ eyes, at }) =>
      reduceAll(
        at.board,
        entries.filter((entry) => eyes.sees(entry.audience)),
      ),
    );
    all.forEach((shown, index) => (shown.at = { position: last.position, board: next[index] ?? shown.at.board }));
    if (this.position < this.readyAt) return;
    this.caughtUp();
    if (this.position - this.checkpointAt >= CHECKPOINT_EVERY) this.keeping ??= this.keep().finally(() => (this.keeping = undefined));
  }

  private async shownTo(eyes: VisibilityClass): Promise<Shown> {
    const known = this.shown.get(eyes.key);
    if (known) return known;
    const running = this.building.get(eyes.key);
    if (running) return running;
    const begun = this.build(eyes).finally(() => this.building.delete(eyes.key));
    this.building.set(eyes.key, begun);
    return begun;
  }

  /** Reads what these eyes may see, page by page, until it stands where the others stand; from then on it moves with them. */
  private async build(eyes: VisibilityClass): Promise<Shown> {
    let board = emptyBoard();
    let at = 0;
    for (;;) {
      const until = this.position;
      const entries = await this.reader.visible(at, PAGE, eyes.visibility, until);
      board = reduceAll(board, entries);
      const full = entries.length === PAGE;
      at = full ? (entries.at(-1)?.position ?? until) : until;
      // No wait lies between this look at the position and taking part in the next batch.
      if (full || at !== this.position) continue;
      const shown: Shown = { eyes, at: { position: at, board } };
      this.shown.put(eyes.key, shown);
      return shown;
    }
  }

  private textOf(board: BoardState): string {
    const known = this.texts.get(board);
    if (known !== undefined) return known;
    const text = JSON.stringify(board);
    this.texts.set(board, text);
    return text;
  }

  /** Stores the network's board, so that the next process does not begin at the beginning. Losing one costs time, nothing else. */
  private async keep(): Promise<void> {
    const { position, board: state } = this.network.at;
    try {
      await this.work.run(systemActor('situation.checkpoint', 'situation-checkpoint'), async (tx) => {
        await this.checkpoints.keep(tx, NETWORK.key, reducerFingerprint, { position, state });
        return ok(null);
      });
      this.checkpointAt = position;
    } catch (error) {
      this.logger.warn({ msg: 'the board was not stored', cause: String(error) });
    }
  }
}
