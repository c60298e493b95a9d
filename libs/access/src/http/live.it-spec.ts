import { Client } from 'pg';
import { type Socket, io } from 'socket.io-client';
import { z } from 'zod';
import { defineEntry, ok } from '@bongsu/kernel';
import { Cursors, JournalReader, LiveFeed, LiveGateway, type SharedBatch, UnitOfWork, eyesOver, systemActor } from '@bongsu/platform';
import type { Follow, FollowAnswer, Frame } from '@bongsu/platform/contract';
import { FOLLOWS_AT_ONCE } from '../../../platform/src/realtime/follow-turns';
import { eventually } from '../../../../test/harness/eventually';
import { type TestApp, startTestApp } from '../../../../test/harness/http-app';

const Padded = defineEntry('test.padded', z.strictObject({ pad: z.string() }));
const Noted = defineEntry('test.noted', z.strictObject({ n: z.int() }));

describe('sessions and the live feed', () => {
  let test: TestApp;
  let ankara: string;
  let headquarters: string;
  const sockets: Socket[] = [];

  beforeAll(async () => {
    test = await startTestApp([]);
    ankara = await test.signIn({ role: 'duty-officer', missions: ['KR-EMB-TR'] });
    headquarters = await test.signIn({ role: 'headquarters-watch-officer', missions: '*' });
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await test.close();
  });

  const connect = (token: string | null, headers: Record<string, string> = {}): Socket => {
    const socket = io(test.origin, {
      path: '/live',
      transports: ['websocket'],
      auth: token === null ? {} : { token },
      extraHeaders: headers,
      reconnection: false,
      forceNew: true,
    });
    sockets.push(socket);
    return socket;
  };
  const follow = (socket: Socket, body: Follow): Promise<FollowAnswer> =>
    socket.timeout(5_000).emitWithAck('follow', body) as Promise<FollowAnswer>;
  const note = (n: number, ...audience: string[]) =>
    test.app
      .get(UnitOfWork)
      .run(
        systemActor('test', 'c'),
        async (tx) => (tx.append(Noted.of({ subject: { type: 'n', id: String(n) }, audience, body: { n } })), ok(n)),
      );
  const settled = (n: number) =>
    eventually('numbered', async () =>
      (await test.app.get(JournalReader).visible(0, 10_000)).some(({ body }) => (body as { n?: number }).n === n),
    );

  it('signs in, says who one is, and signs out for good', async () => {
    const token = await test.signIn({ role: 'duty-officer', missions: ['KR-EMB-TR'] });
    const me = await test.call(token, 'GET', '/api/v1/me');
    expect(me).toMatchObject({ status: 200, body: { grants: [{ role: 'duty-officer', missions: ['KR-EMB-TR'] }] } });
    expect((await test.call(token, 'DELETE', '/api/v1/sessions/current')).status).toBe(200);
    expect((await test.call(token, 'GET', '/api/v1/me')).status).toBe(401);
  });

  it('gives one and the same answer for a wrong password and an unknown address', async () => {
    const wrong = await test.call(null, 'POST', '/api/v1/sessions', { email: 'person-1@test.invalid', password: 'no' });
    const unknown = await test.call(null, 'POST', '/api/v1/sessions', { email: 'nobody@test.invalid', password: 'no' });
    expect(wrong.status).toBe(401);
    expect({ ...(wrong.body as object), instance: 0, correlationId: 0 }).toEqual({
      ...(unknown.body as object),
      instance: 0,
      correlationId: 0,
    });
  });

  it.each([
    ['malformed JSON', '{"email":', 400, 'platform.malformed-request'],
    ['an unknown field', { email: 'a@b.invalid', password: 'x', admin: true }, 400, 'platform.invalid-request'],
    ['a wrong type', { email: 7, password: 'x' }, 400, 'platform.invalid-request'],
    ['a 2 MB body', { email: 'a@b.invalid', password: 'x'.repeat(2_000_000) }, 413, 'platform.too-large'],
    ['prototype poisoning', '{"__proto__": {"x": 1}, "email": "a@b.invalid", "password": "x"}', 400, 'platform.malformed-request'],
  ])('answers %s with a problem that names it', async (_, body, status, code) => {
    const answer = await test.call(null, 'POST', '/api/v1/sessions', body);
    expect(answer).toMatchObject({ status, body: { status, code } });
    expect(answer.headers.get('content-type')).toContain('application/problem+json');
    expect((answer.body as { remedy: string }).remedy).not.toBe('');
  });

  it('answers an unknown address with a problem too', async () => {
    expect(await test.call(headquarters, 'GET', '/api/v1/nowhere')).toMatchObject({
      status: 404,
      body: { code: 'platform.no-such-address' },
    });
  });

  it('lets nobody in without a session, nor from a foreign origin', async () => {
    const refused = (socket: Socket) => new Promise<string>((resolve) => socket.once('connect_error', ({ message }) => resolve(message)));
    expect(await refused(connect(null))).toBe('access.not-signed-in');
    expect(await refused(connect(ankara, { origin: 'https://evil.example' }))).toContain('websocket error');
  });

  it('answers with what was missed, then sends numbered frames of what one may see, each with a new cursor', async () => {
    const start = await test.cursorOf(ankara);
    await note(1, 'KR-EMB-TR');
    await note(2, 'KR-EMB-JP');
    await settled(2);
    const socket = connect(ankara);
    const frames: Frame[] = [];
    socket.on('frame', (frame: Frame) => frames.push(frame));
    const answer = await follow(socket, { after: start });
    expect(answer).toMatchObject({ ok: true, mode: 'entries', entries: [{ kind: 'test.noted', body: { n: 1 } }] });
    await note(3, 'KR-EMB-JP');
    await note(4, 'KR-EMB-TR');
    await settled(4);
    await note(5, '*');
    await eventually('both visible entries', () => frames.flatMap(({ entries }) => entries).length === 2);
    expect(frames.map(({ n }) => n)).toEqual(frames.map((_, index) => index + 1));
    expect(frames.flatMap(({ entries }) => entries.map(({ body }) => body))).toEqual([{ n: 4 }, { n: 5 }]);
    expect(JSON.stringify(frames)).not.toContain('"position"');
    socket.disconnect();
    await note(6, 'KR-EMB-TR');
    await settled(6);
    const again = connect(ankara);
    expect(await follow(again, { after: frames.at(-1)?.cursor ?? '' })).toMatchObject({ mode: 'entries', entries: [{ body: { n: 6 } }] });
  });

  it('sends no frame at all for what one may not see', async () => {
    const socket = connect(ankara);
    const frames: Frame[] = [];
    socket.on('frame', (frame: Frame) => frames.push(frame));
    await follow(socket, { after: await test.cursorOf(ankara) });
    await note(7, 'KR-EMB-JP');
    await settled(7);
    await note(8, 'KR-EMB-TR');
    await eventually('the visible one', () => frames.length > 0);
    expect(frames).toHaveLength(1);
    expect(frames[0]).toMatchObject({ n: 1, entries: [{ body: { n: 8 } }] });
  });

  it('asks for a snapshot when the cursor is missing, forged, of another list, or was given to other eyes than hers are now', async () => {
    const socket = connect(headquarters);
    const ofList = test.app.get(Cursors).ofPage('reports', 5);
    for (const after of [null, 'forged', ofList, await test.cursorOf(ankara)])
      expect(await follow(socket, { after })).toEqual({ ok: true, mode: 'snapshot' });
    expect(await follow(socket, { after: 7 as unknown as string })).toMatchObject({ ok: false, code: 'platform.invalid-request' });
  });

  it('narrows to the missions asked for', async () => {
    const socket = connect(headquarters);
    const frames: Frame[] = [];
    socket.on('frame', (frame: Frame) => frames.push(frame));
    await follow(socket, { after: await test.cursorOf(headquarters), scopes: ['KR-EMB-JP'] });
    await note(9, 'KR-EMB-TR');
    await note(10, 'KR-EMB-JP');
    await eventually('the one asked for', () => frames.length > 0);
    expect(frames.flatMap(({ entries }) => entries.map(({ body }) => body))).toEqual([{ n: 10 }]);
  });

  it('goes on telling the others when somebody of the same eyes leaves twice', async () => {
    const feed = test.app.get(LiveFeed);
    const told: SharedBatch[] = [];
    const listener = () => ({
      visibility: eyesOver(['KR-EMB-GR']),
      scopes: null,
      view: '',
      take: (batch: SharedBatch) => void told.push(batch),
      comeAgain: () => undefined,
    });
    const leave = feed.add(listener());
    leave();
    const leaveLater = feed.add(listener());
    leave();
    await note(11, 'KR-EMB-GR');
    await eventually('the one who stayed is told', () => told.some(({ json }) => json?.includes('"n":11')));
    leaveLater();
  });

  it('cuts a board that does not read, and goes on serving the others', async () => {
    const frozen = connect(headquarters);
    await follow(frozen, { after: await test.cursorOf(headquarters) });
    const reading = connect(headquarters);
    let pads = 0;
    reading.on('frame', ({ entries }: Frame) => (pads += entries.filter(({ kind }) => kind === Padded.kind).length));
    await follow(reading, { after: await test.cursorOf(headquarters) });
    const before = test.app.get(LiveGateway).followers;
    // What a suspended laptop does: the connection stays, nobody reads from it.
    const { ws } = frozen.io.engine.transport as unknown as { ws: { pause(): void } };
    ws.pause();
    const pad = 'x'.repeat(20_000);
    const rounds = 60;
    for (let round = 0; round < rounds; round++) {
      await test.app.get(UnitOfWork).run(systemActor('test', 'c'), async (tx) => {
        for (let n = 0; n < 20; n++) tx.append(Padded.of({ subject: { type: 'n', id: 'pad' }, audience: [], body: { pad } }));
        return ok(round);
      });
    }
    await eventually('the one that does not read is cut', () => test.app.get(LiveGateway).followers === before - 1, 30_000);
    await eventually('the other board has everything', () => pads === rounds * 20, 30_000);
    expect(reading.connected).toBe(true);
  }, 90_000);

  it('cuts the board of whoever has signed out', async () => {
    const token = await test.signIn({ role: 'duty-officer', missions: ['KR-EMB-TR'] });
    const socket = connect(token);
    await follow(socket, { after: await test.cursorOf(token) });
    expect((await test.call(token, 'DELETE', '/api/v1/sessions/current')).status).toBe(200);
    await eventually('the line is cut', () => !socket.connected, 25_000);
  }, 40_000);

  it('answers one follow of a line at a time: whoever asks on before the answer takes nobody’s turn', async () => {
    const socket = connect(headquarters);
    const after = await test.cursorOf(headquarters);
    const owner = new Client({ connectionString: test.database.url });
    await owner.connect();
    let first: Promise<FollowAnswer>;
    try {
      await owner.query('BEGIN; LOCK TABLE journal_entry IN ACCESS EXCLUSIVE MODE');
      first = follow(socket, { after });
      const more = await Promise.all(Array.from({ length: 20 }, () => follow(socket, { after })));
      expect(new Set(more.map((answer) => (answer.ok ? answer.mode : answer.code)))).toEqual(new Set(['platform.follow-unanswered']));
      await owner.query('COMMIT');
    } finally {
      await owner.end();
    }
    expect(await first).toMatchObject({ ok: true, mode: 'entries' });
    expect(await follow(socket, { after })).toMatchObject({ ok: true, mode: 'entries' });
  });

  it('lets boards that return all at once come in their turn, answers everything else meanwhile, and keeps nobody who has gone', async () => {
    const gateway = test.app.get(LiveGateway);
    const before = gateway.followers;
    const after = await test.cursorOf(headquarters);
    await note(90_001, '*');
    await settled(90_001);
    const returning = Array.from({ length: 40 }, () => connect(headquarters));
    await Promise.all(returning.map((socket) => new Promise<void>((resolve) => socket.once('connect', resolve))));
    const owner = new Client({ connectionString: test.database.url });
    await owner.connect();
    try {
      // What they missed cannot be read for the moment: whoever begins keeps a connection for so long.
      await owner.query('SET statement_timeout = 0');
      await owner.query('BEGIN; LOCK TABLE journal_entry IN ACCESS EXCLUSIVE MODE');
      const answers = returning.map(
        (socket) => socket.timeout(30_000).emitWithAck('follow', { after, scopes: [] }) as Promise<FollowAnswer>,
      );
      await eventually('as many as may have begun', async () => {
        const { rows } = await owner.query<{ n: number }>(
          `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
        );
        return (rows[0]?.n ?? 0) >= FOLLOWS_AT_ONCE;
      });
      expect(await Promise.race([test.call(headquarters, 'GET', '/api/v1/me'), ...answers])).toMatchObject({ status: 200 });
      // Ten lines break while their turn has not come.
      for (const answer of answers.splice(30)) answer.catch(() => undefined);
      for (const socket of returning.splice(30)) socket.disconnect();
      await owner.query('COMMIT');
      const told = await Promise.all(answers);
      // Whose turn came while nothing could be read asks again, as a board does.
      const late = returning.filter((_, index) => told[index]?.ok === false);
      const again = await Promise.all(late.map((socket) => follow(socket, { after, scopes: [] })));
      expect([...told.filter(({ ok: wasOk }) => wasOk), ...again].map((answer) => answer.ok && answer.mode)).toEqual(
        returning.map(() => 'entries'),
      );
    } finally {
      await owner.end();
    }
    expect(gateway.followers).toBe(before + returning.length);
    for (const socket of returning) socket.disconnect();
    await eventually('nobody is told who is gone', () => gateway.followers === before);
  }, 60_000);
});
