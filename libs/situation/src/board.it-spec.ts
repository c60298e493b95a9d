import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { JournalReader, eyesOver, isVisible } from '@bongsu/platform';
import type { Problem } from '@bongsu/platform/contract';
import { request } from 'undici';
import { eventually } from '../../../test/harness/eventually';
import { missions, stepsFrom } from '../test/chance';
import { historyOf } from '../test/histories';
import { boardByAsking } from '../test/oracle/board-by-asking';
import { type SituationApp, startSituationApp } from '../test/situation-app';
import { type BoardState, emptyBoard, reduce, reduceAll } from './contract';
import { BoardStates } from './use-cases/board-states';

describe('the board over HTTP', () => {
  let test: SituationApp;
  let headquarters: string;
  const persons = new Map<string, readonly string[]>();

  beforeAll(async () => {
    test = await startSituationApp();
    headquarters = await test.signIn({ role: 'headquarters-watch-officer', missions: '*' });
    const sets = [[missions[0]], [missions[1]], [missions[0], missions[2]], [...missions], ['KR-EMB-JP']];
    for (const set of sets) persons.set(await test.signIn({ role: 'duty-officer', missions: set }), set);
    await test.tell(...historyOf(stepsFrom(11, 400)));
  });
  afterAll(() => test.close());

  it('is for those who are signed in', async () => {
    expect((await test.call(null, 'GET', '/api/v1/board/snapshot')).status).toBe(401);
    expect((await test.call(null, 'GET', '/api/v1/board/entries')).status).toBe(401);
  });

  it('is for each person the board of exactly the entries that she may see', async () => {
    const journal = await test.journal();
    expect(journal.length).toBeGreaterThan(250);
    for (const [token, set] of [[headquarters, '*'] as const, ...persons]) {
      const { state } = await test.snapshot(token);
      const visible = journal.filter((entry) => isVisible(entry.audience, eyesOver(set)));
      expect(state).toEqual(visible.reduce((board: BoardState, entry) => reduce(board, entry), emptyBoard()));
      expect(comparable(state)).toEqual(comparable({ ...boardByAsking(visible), recent: [] }));
    }
  });

  it('is packed for whoever can unpack it, once for all who see the same, and plain for others', async () => {
    const packed = async (token: string, encoding: string): Promise<Buffer> => {
      const headers = { authorization: `Bearer ${token}`, 'accept-encoding': encoding };
      const answer = await request(`${test.origin}/api/v1/board/snapshot`, { headers });
      expect([answer.statusCode, answer.headers['content-encoding'] ?? '']).toEqual([200, encoding]);
      return Buffer.from(await answer.body.arrayBuffer());
    };
    const colleague = await test.signIn({ role: 'headquarters-watch-officer', missions: '*' });
    await test.snapshot(headquarters);
    const plain = await packed(headquarters, '');
    const br = await packed(headquarters, 'br');
    expect(br.length).toBeLessThan(plain.length / 4);
    expect(brotliDecompressSync(br).equals(plain)).toBe(true);
    expect(gunzipSync(await packed(headquarters, 'gzip')).equals(plain)).toBe(true);
    expect((await packed(colleague, 'br')).equals(br)).toBe(true);
  });

  it('is given out with a cursor of now also when nothing changed on it for long', async () => {
    const held = await test.snapshot(headquarters);
    const unseen = { kind: 'platform.unknown-to-boards', subject: { type: 'n', id: '1' }, incidentId: null, audience: ['*'], body: {} };
    await test.tell(...Array.from({ length: 3 }, () => unseen));
    await eventually('the cursor has moved on', async () => {
      const { items } = await test.entries(headquarters, `?after=${encodeURIComponent((await test.snapshot(headquarters)).cursor)}`);
      return items.length === 0;
    });
    expect((await test.entries(headquarters, `?after=${encodeURIComponent(held.cursor)}`)).items).toHaveLength(3);
    expect((await test.snapshot(headquarters)).state).toEqual(held.state);
  });

  it('goes on from its cursor to what it is later, page by page', async () => {
    const before = new Map<string, { cursor: string; state: BoardState }>();
    for (const token of persons.keys()) before.set(token, await test.snapshot(token));
    await test.tell(...historyOf(stepsFrom(12, 120)).map((entry) => ({ ...entry, incidentId: null })));
    for (const [token, { cursor, state }] of before) {
      let board = state;
      let after = cursor;
      for (let more: string | null = cursor; more !== null;) {
        const page = await test.entries(token, `?limit=7&after=${encodeURIComponent(after)}`);
        board = reduceAll(board, page.items);
        after = page.cursor;
        more = page.nextCursor;
      }
      expect(board).toEqual((await test.snapshot(token)).state);
    }
  });

  it('gives entries without their positions, and to nobody what she may not see', async () => {
    for (const [token, set] of persons) {
      const { items } = await test.entries(token, '?limit=2000');
      expect(items.every((entry) => isVisible(entry.audience, eyesOver(set)))).toBe(true);
      expect(items.every((entry) => !('position' in entry))).toBe(true);
    }
    expect(
      (await test.entries([...persons].find(([, set]) => set[0] === 'KR-EMB-JP')?.[0] ?? '', '')).items.every(({ audience }) =>
        audience.includes('*'),
      ),
    ).toBe(true);
  });

  it.each([
    ['?after=nonsense', 422, 'platform.invalid-cursor', 'after'],
    ['?limit=0', 400, 'platform.invalid-request', 'limit'],
    ['?limit=2001', 400, 'platform.invalid-request', 'limit'],
    ['?before=1', 400, 'platform.invalid-request', 'before'],
  ])('refuses %s', async (query, status, code, field) => {
    const answer = await test.call(headquarters, 'GET', `/api/v1/board/entries${query}`);
    expect(answer.status).toBe(status);
    expect(answer.body as Problem).toMatchObject({ code, errors: [{ field }] });
  });

  it('moves on for everybody with what happens next, also for whoever looked long ago and was forgotten meanwhile', async () => {
    const boards = test.app.get(BoardStates, { strict: false });
    const reader = test.app.get(JournalReader);
    await boards.of(eyesOver([missions[0]]));
    for (let n = 0; n < 70; n++) await boards.of(eyesOver([missions[n % 4] ?? missions[0], `KR-EMB-X${n}`]));
    await test.tell(...historyOf(stepsFrom(13, 60)).map((entry) => ({ ...entry, incidentId: null })));
    const head = await reader.head();
    await eventually('the boards stand at the head', async () => (await boards.of(eyesOver('*'))).position >= head);
    const journal = await test.journal();
    for (const eyes of [[missions[0]], [missions[1], 'KR-EMB-X69'], [missions[3], 'KR-EMB-X3']]) {
      const expected = journal.filter((entry) => isVisible(entry.audience, eyesOver(eyes)));
      expect((await boards.of(eyesOver(eyes))).state).toEqual(reduceAll(emptyBoard(), expected));
    }
  });

  it('shows the same board, written out once, to persons with the same missions in whatever order', async () => {
    const boards = test.app.get(BoardStates, { strict: false });
    const [one, other] = await Promise.all([
      boards.of(eyesOver([missions[1], missions[0]])),
      boards.of(eyesOver([missions[0], missions[1], missions[0]])),
    ]);
    expect(other.state).toBe(one.state);
    expect(JSON.parse(one.json())).toEqual(one.state);
  });

  it('is right also for those who ask while much is happening', async () => {
    const boards = test.app.get(BoardStates, { strict: false });
    const writing = test.tell(...historyOf(stepsFrom(14, 600)).map((entry) => ({ ...entry, incidentId: null })));
    const seen: { eyes: string[]; position: number; state: BoardState }[] = [];
    for (let n = 0; n < 25; n++) {
      const eyes = [missions[n % 4] ?? missions[0], `KR-EMB-Y${n}`];
      const { position, state } = await boards.of(eyesOver(eyes));
      seen.push({ eyes, position, state });
    }
    await writing;
    const journal = await test.journal();
    for (const { eyes, position, state } of seen) {
      const expected = journal.filter((entry) => entry.position <= position && isVisible(entry.audience, eyesOver(eyes)));
      expect(state).toEqual(reduceAll(emptyBoard(), expected));
    }
  });
});

/** Without what the oracle does not know: the ticker, the time of the last entry, the order of an incident's reports. */
function comparable(board: BoardState): unknown {
  const incidents = Object.values(board.incidents).map(
    ({ lastEntryAt: _, ...incident }) => [incident.id, { ...incident, reportIds: [...incident.reportIds].sort() }] as const,
  );
  return { ...board, recent: [], incidents: Object.fromEntries(incidents) };
}
