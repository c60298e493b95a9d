import { ok } from '@bongsu/kernel';
import { MissionStatusChanged } from '@bongsu/missions/contract';
import {
  Cursors,
  Database,
  EVERYTHING,
  JournalArchives,
  JournalReader,
  LiveFeed,
  NETWORK_WIDE,
  type PositionedEntry,
  UnitOfWork,
  Views,
  type Visibility,
  Wake,
  eyesOver,
  systemActor,
} from '@bongsu/platform';
import { Client } from 'pg';
import { eventually } from '../../../test/harness/eventually';
import { type SituationApp, startSituationApp } from '../test/situation-app';
import { atTheCut } from './use-cases/board-at';
import { BoardCheckpoints } from './use-cases/board-checkpoints';
import { BoardStates, type ShownBoard } from './use-cases/board-states';
import { KeepBoards } from './use-cases/keep-boards';
import { NETWORK } from './use-cases/visibility-class';

/** What `bongsu journal detach` leaves behind, by the rows that it writes: the first entry is out, and so is the second but for boards. */
const TAKEN_OUT = `
  BEGIN;
  INSERT INTO journal_archive (part, first_position, last_position, last_seal, last_at, file, sha256, detached_at, sealed_entries)
    SELECT 'journal_entry_first', 1, 2, seal, at, 'journal_entry_first.ndjson.gz', '\\x00', now(), 0 FROM journal_entry WHERE position = 2;
  INSERT INTO journal_carried SELECT * FROM journal_entry WHERE position = 2;
  SET LOCAL session_replication_role = replica;
  DELETE FROM journal_entry WHERE position <= 2;
  COMMIT`;

const moved = (missionId: string, to: 'relocated' | 'suspended') => ({
  ...MissionStatusChanged.of({
    subject: { type: 'mission', id: missionId },
    audience: ['*'],
    body: { missionId, from: 'open', to, reason: 'civil-unrest', asOf: '2026-11-01T00:00:00.000Z' },
  }),
  audience: ['*'],
});

/** A process that stands still whenever it reads as these, until it is let on. */
class HaltingReader extends JournalReader {
  private readonly halted: (() => void)[] = [];
  private goesOn = false;

  constructor(
    database: Database,
    private readonly halts: (visibility: Visibility) => boolean,
  ) {
    super(database);
  }

  get waiting(): number {
    return this.halted.length;
  }

  letOn(): void {
    this.goesOn = true;
    for (const go of this.halted) go();
  }

  override async visible(after: number, limit: number, visibility = EVERYTHING, until?: number): Promise<PositionedEntry[]> {
    if (!this.goesOn && this.halts(visibility)) await new Promise<void>((resolve) => this.halted.push(resolve));
    return super.visible(after, limit, visibility, until);
  }
}

describe('boards after a part of the journal was taken out', () => {
  let test: SituationApp;
  const [here, there] = ['KR-EMB-TR', 'KR-EMB-JP'];
  /** They stood still while the part was taken out: before they had read anything, before they had read a class, before they had told anything. */
  let network: HaltedBoards;
  let oneClass: HaltedBoards;
  let feed: { readonly feed: LiveFeed; readonly reader: HaltingReader };

  beforeAll(async () => {
    test = await startSituationApp();
    const reader = new HaltingReader(test.app.get(Database), () => true);
    feed = { reader, feed: new LiveFeed(reader, test.app.get(Wake), test.app.get(Cursors)) };
    await feed.feed.onApplicationBootstrap();
    await test.tell(moved(here, 'suspended'), moved(here, 'relocated'), moved(there, 'suspended'));
    network = await boardsThatHalt((visibility) => visibility === EVERYTHING, NETWORK_WIDE);
    oneClass = await boardsThatHalt((visibility) => visibility !== EVERYTHING, eyesOver([there]));
    const owner = new Client({ connectionString: test.database.url });
    await owner.connect();
    await owner.query(TAKEN_OUT);
    await owner.end();
  }, 120_000);
  afterAll(async () => {
    for (const { boards } of [network, oneClass]) await boards.onApplicationShutdown();
    await feed.feed.onApplicationShutdown();
    await test.close();
  });

  interface HaltedBoards {
    readonly boards: BoardStates;
    readonly reader: HaltingReader;
    readonly asked: Promise<ShownBoard>;
  }
  async function boardsThatHalt(halts: (visibility: Visibility) => boolean, asking: Visibility): Promise<HaltedBoards> {
    const reader = new HaltingReader(test.app.get(Database), halts);
    const part = <T>(of: abstract new (...parts: never[]) => T): T => test.app.get(of, { strict: false });
    const boards = new BoardStates(reader, part(Wake), part(BoardCheckpoints), part(KeepBoards), part(Views));
    await boards.onApplicationBootstrap();
    const asked = boards.of(asking);
    await eventually('it stands still', () => reader.waiting > 0);
    return { boards, reader, asked };
  }

  it('are made from where the archive ends, with what is still needed of it, and say so', async () => {
    const boards = test.app.get(BoardStates, { strict: false });
    const { state } = await boards.of(eyesOver([here]));
    expect(state.missionStatuses).toEqual({ [here]: 'relocated', [there]: 'suspended' });
    expect(state.archivedUntil).toMatch(/^\d{4}-/);
    expect(JSON.parse((await boards.of(eyesOver([here]))).json())).toHaveProperty('archivedUntil', state.archivedUntil);
    // The network's was read before: it is whole.
    expect((await boards.of(NETWORK_WIDE)).state.archivedUntil).toBeUndefined();
  });

  it('are made anew when it was taken out while they were being read: nobody waits for ever', async () => {
    network.reader.letOn();
    expect((await network.asked).state).toMatchObject({ missionStatuses: { [here]: 'relocated', [there]: 'suspended' } });
    expect((await network.boards.of(NETWORK_WIDE)).state.archivedUntil).toMatch(/^\d{4}-/);
    oneClass.reader.letOn();
    const { position, state } = await oneClass.asked;
    expect({ position, state }).toMatchObject({ position: 3, state: { missionStatuses: { [here]: 'relocated', [there]: 'suspended' } } });
    expect(state.archivedUntil).toMatch(/^\d{4}-/);
    // They go on from there.
    await test.app.get(UnitOfWork).run(systemActor('test', 'c'), (tx) => {
      tx.append(moved(there, 'relocated'));
      return Promise.resolve(ok(null));
    });
    for (const { boards } of [network, oneClass])
      await eventually('it is told', async () => (await boards.of(eyesOver([there]))).state.missionStatuses[there] === 'relocated');
  });

  it('are told of by a line that goes on after the archive, and whoever it could not tell comes again', async () => {
    const told: number[] = [];
    let cameAgain = 0;
    feed.feed.watch((entries) => told.push(...entries.map(({ position }) => position)));
    const leave = feed.feed.add({
      visibility: NETWORK_WIDE,
      scopes: null,
      view: '',
      take: () => undefined,
      comeAgain: () => (cameAgain += 1),
    });
    feed.reader.letOn();
    await eventually('it goes on', () => told.includes(3));
    leave();
    expect({ first: told[0], cameAgain }).toEqual({ first: 3, cameAgain: 1 });
  });

  it('are made with what is carried up to where they begin, and no further', async () => {
    const archives = test.app.get(JournalArchives);
    const { board } = await atTheCut(archives, { ...(await archives.cut()), position: 1 }, NETWORK);
    expect(board.missionStatuses).toEqual({});
  });

  it('are asked for by whoever reads entries from the beginning: she is not given less', async () => {
    const token = await test.signIn({ role: 'duty-officer', missions: [here] });
    const { status, body } = await test.call(token, 'GET', '/api/v1/board/entries?limit=10');
    expect({ status, body }).toMatchObject({ status: 409, body: { code: 'situation.entries-archived' } });
    const { cursor } = await test.snapshot(token);
    expect((await test.entries(token, `?after=${encodeURIComponent(cursor)}`)).items).toEqual([]);
  });
});
