import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Module } from '@nestjs/common';
import { AccessHttpModule, AccessModule, accessEntities } from '@bongsu/access';
import { ok } from '@bongsu/kernel';
import {
  Database,
  JournalReader,
  PinoLogger,
  PlatformHttpModule,
  PlatformModule,
  SequencerModule,
  UnitOfWork,
  NETWORK_WIDE,
  type Visibility,
  eyesOver,
  createHttpApp,
  createLogger,
  isVisible,
  systemActor,
} from '@bongsu/platform';
import { Client } from 'pg';
import { eventually } from '../../../test/harness/eventually';
import { testSettings } from '../../../test/harness/settings';
import { missions, stepsFrom } from '../test/chance';
import { historyOf } from '../test/histories';
import { type SituationApp, entities, modules, startSituationApp } from '../test/situation-app';
import { emptyBoard, reduceAll } from './contract';
import { CheckpointStore } from './storage/checkpoint.store';
import { CHECKPOINT_EVERY, reducerFingerprint } from './use-cases/board-checkpoints';
import { BoardStates } from './use-cases/board-states';

/** Another process of the same api on the same database. */
async function another(url: string): Promise<NestFastifyApplication> {
  const settings = testSettings({ DATABASE_URL: url });
  @Module({
    imports: [
      PlatformModule.forProcess({ settings, entities: [...accessEntities, ...entities], name: 'other' }),
      SequencerModule,
      PlatformHttpModule,
      AccessModule,
      AccessHttpModule,
      ...modules,
    ],
  })
  class OtherModule {}
  const app = await createHttpApp(OtherModule, settings, new PinoLogger(createLogger(settings.telemetry, 'other')));
  return app.init();
}

/** How many entries were read from the journal by these readers from now on. */
function readsBy(whose: (reader: JournalReader) => boolean): { entries(): number; stop(): void } {
  const visible = JournalReader.prototype.visible;
  let count = 0;
  const spy = jest.spyOn(JournalReader.prototype, 'visible').mockImplementation(async function (this: JournalReader, ...asked) {
    const page = await visible.apply(this, asked);
    if (whose(this)) count += page.length;
    return page;
  });
  return { entries: () => count, stop: () => spy.mockRestore() };
}

describe('a stored board', () => {
  let test: SituationApp;

  beforeAll(async () => {
    test = await startSituationApp();
    const steps = historyOf(stepsFrom(21, 9_000), false).slice(0, CHECKPOINT_EVERY + 50);
    await test.tell(...steps.map((entry) => ({ ...entry, incidentId: null })));
  }, 120_000);
  afterAll(() => test.close());

  const stored = async (classKey = '*'): Promise<{ position: number; reducer_version: string } | undefined> =>
    (
      await test.app
        .get(Database)
        .query<{ position: number; reducer_version: string }>(
          'SELECT position::int AS position, reducer_version FROM situation_checkpoint WHERE class_key = $1',
          [classKey],
        )
    )[0];

  const alter = async (sql: string): Promise<void> => {
    const owner = new Client({ connectionString: test.database.url });
    await owner.connect();
    await owner.query(sql);
    await owner.end();
  };

  const boardOf = async (app: NestFastifyApplication, eyes: Visibility = NETWORK_WIDE) => {
    const head = await app.get(JournalReader).head();
    const boards = app.get(BoardStates, { strict: false });
    return eventually('the board stands at the head', async () => {
      const board = await boards.of(eyes);
      return board.position >= head ? board : null;
    });
  };

  it('is kept of the network after so many entries', async () => {
    const checkpoint = await eventually('the board is stored', stored);
    expect(checkpoint.position).toBeGreaterThanOrEqual(CHECKPOINT_EVERY);
    expect(checkpoint.reducer_version).toBe(`${reducerFingerprint}@0`);
  });

  it('lets another process begin there, and shows the same', async () => {
    await alter(`UPDATE situation_checkpoint SET state = jsonb_set(state, '{totals,requests}', '123456')`);
    const other = await another(test.database.url);
    const { state } = await boardOf(other);
    await other.close();
    // The mark shows that it was taken from the store; all the rest is as reduced from the beginning.
    const expected = reduceAll(emptyBoard(), await test.journal());
    expect(state.totals.requests).toBeGreaterThanOrEqual(123_456);
    expect({ ...state, totals: { ...state.totals, requests: 0 } }).toEqual({ ...expected, totals: { ...expected.totals, requests: 0 } });
  });

  it('is kept for the missions of each account as well, so that whoever looks for the first time begins there', async () => {
    const over = [missions[0]];
    const eyes = eyesOver(over);
    await test.signIn({ role: 'duty-officer', missions: over });
    const { position } = await eventually('her board is stored before she looks', () => stored(missions[0]));
    expect(position).toBeGreaterThanOrEqual(CHECKPOINT_EVERY);
    await alter(
      `UPDATE situation_checkpoint SET state = jsonb_set(state, '{totals,requests}', '123456') WHERE class_key = '${missions[0]}'`,
    );
    await test.tell(...historyOf(stepsFrom(22, 300)).map((entry) => ({ ...entry, incidentId: null })));
    const other = await another(test.database.url);
    const { state } = await boardOf(other, eyes);
    await other.close();
    const expected = reduceAll(
      emptyBoard(),
      (await test.journal()).filter((entry) => isVisible(entry.audience, eyes)),
    );
    expect(state.totals.requests).toBeGreaterThanOrEqual(123_456);
    expect({ ...state, totals: { ...state.totals, requests: 0 } }).toEqual({ ...expected, totals: { ...expected.totals, requests: 0 } });
  });

  it('bounds what a process reads that starts, and who looks for the first time, however long the journal is', async () => {
    const head = await test.app.get(JournalReader).head();
    const standing = await Promise.all(['*', missions[0]].map((key) => stored(key)));
    const behind = standing.reduce((sum, kept) => sum + head - (kept?.position ?? 0), 0);
    expect(behind).toBeLessThan(head / 2);
    const reads = readsBy((reader) => reader !== test.app.get(JournalReader));
    const other = await another(test.database.url);
    await boardOf(other);
    await boardOf(other, eyesOver([missions[0]]));
    await other.close();
    // What came since the boards were stored, once for each of the two boards; nothing of what is in them already.
    expect(reads.entries()).toBeGreaterThan(0);
    expect(reads.entries()).toBeLessThanOrEqual(behind);
    reads.stop();
  });

  it('is forgotten when no account has these missions any more', async () => {
    await test.signIn({ role: 'duty-officer', missions: [missions[1]] });
    await eventually('it is stored', () => stored(missions[1]));
    await alter(`UPDATE access_account SET disabled_at = now() WHERE grants @> '[{"missions": ["${missions[1]}"]}]'`);
    await test.signIn({ role: 'duty-officer', missions: [missions[2]] });
    await eventually('it is gone', async () => (await stored(missions[1])) === undefined);
    expect(await stored(missions[2])).toBeDefined();
    expect(await stored()).toBeDefined();
  });

  it.each([
    ['made by another reducer', "UPDATE situation_checkpoint SET reducer_version = 'older'"],
    ['ahead of the journal', `UPDATE situation_checkpoint SET reducer_version = '${reducerFingerprint}', position = 1000000`],
  ])('is of no use when it is %s: the board is made from the beginning', async (_, change) => {
    await alter(change);
    const other = await another(test.database.url);
    const { state } = await boardOf(other);
    await other.close();
    expect(state).toEqual(reduceAll(emptyBoard(), await test.journal()));
  });

  it('is not replaced by an older one', async () => {
    await alter(`UPDATE situation_checkpoint SET position = 1000000`);
    await test.app.get(UnitOfWork).run(systemActor('test', 'older-board'), async (tx) => {
      await test.app.get(CheckpointStore, { strict: false }).keep(tx, '*', `${reducerFingerprint}@0`, { position: 5, state: emptyBoard() });
      return ok(null);
    });
    expect(await stored()).toMatchObject({ position: 1_000_000 });
  });
});
