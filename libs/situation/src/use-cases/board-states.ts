import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Latest } from '@bongsu/kernel';
import {
  EntriesArchived,
  JournalFollower,
  JournalReader,
  type PositionedEntry,
  Pulse,
  Views,
  type Visibility,
  Wake,
  asHouse,
} from '@bongsu/platform';
import { type BoardState, reduceAll } from '../contract';
import { type BoardAt, atTheBeginning, onePageOn } from './board-at';
import { BoardCheckpoints, CHECKPOINT_EVERY } from './board-checkpoints';
import { KeepBoards } from './keep-boards';
import { NETWORK, type VisibilityClass, classOf } from './visibility-class';

/** A board as it is given out; `json` is its text, made once for all who ask for the same one. */
export interface ShownBoard {
  readonly position: number;
  readonly state: BoardState;
  json(): string;
}

const CLASSES_KEPT = 64;
/** A snapshot may be this much behind: the board that gets it is told what came since. Each batch copies the tables that it touches. */
const BREATH_MS = 100;
/** How often it is looked whether boards are to be stored, when nothing calls for it sooner. */
const KEEP_MS = 60_000;

/** A board and its position always change together, so that whoever holds one that was dropped meanwhile holds a true pair. */
interface Shown {
  readonly eyes: VisibilityClass;
  at: BoardAt;
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
  private readonly network: Shown = { eyes: NETWORK, at: atTheBeginning() };
  private readonly leaving = new AbortController();
  private readonly keeping = new Pulse(
    () => this.keep(),
    KEEP_MS,
    (error) => this.logger.warn({ msg: 'boards were not stored', cause: String(error) }),
  );
  private networkKeptAt = 0;
  private roundAt = 0;
  private follower: JournalFollower | undefined;
  private caughtUp: () => void = () => undefined;
  private ready: Promise<void> = Promise.resolve();
  /** The epoch of views that these boards show. */
  private epoch = 0;
  private beginning: Promise<void> | undefined;
  private readyAt = 0;

  constructor(
    private readonly reader: JournalReader,
    private readonly wake: Wake,
    private readonly checkpoints: BoardCheckpoints,
    private readonly keepBoards: KeepBoards,
    private readonly views: Views,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.begin();
    void this.ready.then(() => this.keeping.start());
  }

  /** From what is kept, or from the beginning of the journal or the end of its archive. */
  private async begin(): Promise<void> {
    await this.views.refresh();
    const { epoch } = this.views;
    const at = await this.checkpoints.of(NETWORK, epoch);
    const readyAt = await this.reader.head();
    // Not before: when something fails above the boards go on as they did, and it is tried again.
    await this.follower?.stop();
    this.leaving.signal.throwIfAborted();
    // All at once: a board of before must never pass for one of this epoch.
    this.epoch = epoch;
    this.network.at = at;
    this.shown.clear();
    this.readyAt = readyAt;
    this.caughtUp();
    this.ready = new Promise((resolve) => (this.caughtUp = resolve));
    this.networkKeptAt = this.position;
    this.follower = new JournalFollower(
      this.reader,
      this.wake,
      this.position,
      (entries) => this.advance(entries),
      (error) => this.failed(error),
      BREATH_MS,
    );
    this.follower.start();
    if (this.position >= this.readyAt) this.caughtUp();
  }

  /** All boards, once for everybody who calls for it. */
  private beginAnew(): Promise<void> {
    return (this.beginning ??= asHouse(() => this.begin()).finally(() => (this.beginning = undefined)));
  }

  private failed(error: unknown): void {
    const warn = (cause: unknown): void => this.logger.warn({ msg: 'board states', cause: String(cause) });
    warn(error);
    // What comes next was taken out of the journal. The follower asks for it again, and so this is tried again, until it has begun anew.
    if (error instanceof EntriesArchived) void this.beginAnew().catch(warn);
  }

  async onApplicationShutdown(): Promise<void> {
    this.leaving.abort();
    await this.follower?.stop();
    await this.keeping.stop();
  }

  /** The board as these eyes see it, at the newest position that this process has read. */
  async of(visibility: Visibility): Promise<ShownBoard> {
    await this.views.refresh();
    // Something was sealed or returned to view: what was shown of it until now is in no board, so all of them are made anew.
    while (this.views.epoch !== this.epoch) await this.beginAnew();
    await this.untilReady();
    const eyes = classOf(visibility);
    const { at } = eyes === NETWORK ? this.network : await this.shownTo(eyes);
    return { position: at.position, state: at.board, json: () => this.textOf(at.board) };
  }

  private async untilReady(): Promise<void> {
    const { ready } = this;
    await ready;
    // Begun anew meanwhile, they have yet to catch up.
    if (ready !== this.ready) await this.untilReady();
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
        entries.filter((entry) => eyes.sees(entry)),
      ),
    );
    all.forEach((shown, index) => (shown.at = { position: last.position, board: next[index] ?? shown.at.board }));
    if (this.position < this.readyAt) return;
    this.caughtUp();
    // Whoever gets an account looks at the board next.
    const newAccounts = entries.some(({ kind }) => kind.startsWith('access.account-'));
    if (newAccounts || this.position - this.roundAt >= CHECKPOINT_EVERY) this.keeping.beat();
  }

  private async shownTo(eyes: VisibilityClass): Promise<Shown> {
    const known = this.shown.get(eyes.key);
    if (known) return known;
    const build = `${this.epoch} ${eyes.key}`;
    const running = this.building.get(build);
    if (running) return running;
    const begun = this.build(eyes).finally(() => this.building.delete(build));
    this.building.set(build, begun);
    return begun;
  }

  /** Goes on from what is kept, page by page, until it stands where the others stand; from then on it moves with them. */
  private async build(eyes: VisibilityClass): Promise<Shown> {
    const { epoch } = this;
    let at = await this.checkpoints.of(eyes, epoch);
    // It may have been kept by another process, which has read on further.
    while (at.position > this.position) await delay(BREATH_MS / 4, undefined, { signal: this.leaving.signal });
    try {
      while (at.position !== this.position) at = await onePageOn(this.reader, eyes, at, this.position);
    } catch (fault) {
      // Taken out of the journal meanwhile: from where its archive ends now.
      if (fault instanceof EntriesArchived) return this.build(eyes);
      throw fault;
    }
    // Made anew meanwhile: whoever asked gets the new one.
    if (epoch !== this.epoch) return this.shownTo(eyes);
    // No wait lies between that look at the position and taking part in the next batch.
    const shown: Shown = { eyes, at };
    this.shown.put(eyes.key, shown);
    return shown;
  }

  private textOf(board: BoardState): string {
    const known = this.texts.get(board);
    if (known !== undefined) return known;
    const text = JSON.stringify(board);
    this.texts.set(board, text);
    return text;
  }

  /** Stores what has gone on far enough since it was stored, so that neither the next process nor the next person begins at the beginning. */
  private async keep(): Promise<void> {
    const { at } = this.network;
    const { epoch } = this;
    this.roundAt = at.position;
    if (at.position - this.networkKeptAt >= CHECKPOINT_EVERY) {
      await this.checkpoints.keep(NETWORK, at, epoch);
      this.networkKeptAt = at.position;
    }
    await this.keepBoards.execute(at.position, epoch, this.leaving.signal);
  }
}
