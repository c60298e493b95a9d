import type { AccountView, RoleGrant } from '@bongsu/access/contract';
import type { IncidentView } from '@bongsu/incidents/contract';
import { type Socket, io } from 'socket.io-client';
import { eventually } from '../../../test/harness/eventually';
import { type SituationApp, startSituationApp } from '../test/situation-app';
import { type BoardState, emptyBoard, reduceAll } from './contract';

const ANKARA = 'KR-EMB-TR';
const ABDUCTION = { title: 'Crew is held at sea', category: 'abduction', urgency: 'U1', lat: 36.2, lng: 36.16 } as const;

interface Person {
  readonly token: string;
  readonly id: string;
}

describe('the board and sealed incidents', () => {
  let test: SituationApp;
  let duty: Person;
  let desk: Person;
  let colleague: Person;
  const sockets: Socket[] = [];
  const outsiders = (): Person[] => [desk, colleague];

  const enter = async (...grants: RoleGrant[]): Promise<Person> => {
    const token = await test.signIn(...grants);
    return { token, id: (await ask<AccountView>(token, 'GET', '/me')).id };
  };
  const ask = async <T>(token: string, method: string, path: string, body?: unknown): Promise<T> => {
    const { status, body: answer } = await test.call(token, method, `/api/v1${path}`, body);
    if (status >= 300) throw new Error(`${method} ${path} answered ${String(status)} ${JSON.stringify(answer)}`);
    return answer;
  };
  const open = (said: object = {}): Promise<IncidentView> => ask(duty.token, 'POST', '/incidents', { ...ABDUCTION, ...said });
  const seal = (id: string, names: string[] = []): Promise<IncidentView> =>
    ask(duty.token, 'POST', `/incidents/${id}/seal`, { ground: 'abduction', reason: 'The kidnappers read the news', names });
  const board = async ({ token }: Person): Promise<BoardState> => (await test.snapshot(token)).state;
  const replayed = async ({ token }: Person): Promise<BoardState> =>
    reduceAll(emptyBoard(), (await test.entries(token, '?limit=2000')).items);
  const connect = (token: string): Socket => {
    const socket = io(test.origin, { path: '/live', transports: ['websocket'], reconnection: false, forceNew: true, auth: { token } });
    sockets.push(socket);
    return socket;
  };

  beforeAll(async () => {
    test = await startSituationApp();
    duty = await enter({ role: 'duty-officer', missions: [ANKARA] });
    colleague = await enter({ role: 'head-of-mission', missions: [ANKARA] });
    desk = await enter({ role: 'headquarters-watch-officer', missions: '*' });
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await test.close();
  });

  it('shows nothing of one that was sealed from the beginning, not even in a total, but to its list', async () => {
    const before = await Promise.all(outsiders().map(board));
    const { id } = await open({ seal: { ground: 'abduction', names: [] } });
    await ask(duty.token, 'POST', `/incidents/${id}/assess`, {});
    for (const [at, who] of outsiders().entries()) expect(await board(who)).toEqual(before[at]);
    const hers = await board(duty);
    expect(hers.incidents[id]).toMatchObject({ seal: 'abduction', state: 'assessing' });
    expect(hers).toEqual(await replayed(duty));
  });

  it('loses one that is sealed later by itself, and a fresh load equals what is left', async () => {
    const { id } = await open();
    await eventually('everybody sees it', async () =>
      (await Promise.all(outsiders().map(board))).every(({ incidents }) => incidents[id] !== undefined),
    );
    const held = await test.snapshot(desk.token);
    const line = connect(desk.token);
    expect(await line.timeout(5_000).emitWithAck('follow', { after: held.cursor })).toMatchObject({ mode: 'entries' });
    const cut = new Promise<void>((resolve) => line.once('disconnect', () => resolve()));
    await seal(id);
    await cut;
    // Whoever comes back with what she had is sent for a fresh board.
    const again = connect(desk.token);
    expect(await again.timeout(5_000).emitWithAck('follow', { after: held.cursor })).toEqual({ ok: true, mode: 'snapshot' });
    expect(await test.call(desk.token, 'GET', `/api/v1/board/entries?after=${encodeURIComponent(held.cursor)}`)).toMatchObject({
      status: 409,
      body: { code: 'situation.view-changed' },
    });
    for (const who of outsiders()) {
      const fresh = await board(who);
      expect(JSON.stringify(fresh)).not.toContain(id);
      expect(fresh).toEqual(await replayed(who));
    }
    expect((await board(duty)).incidents[id]).toMatchObject({ seal: 'abduction' });
  });

  it('has it for whoever is named, with its past, and no more when she is taken off', async () => {
    const { id } = await open({ seal: { ground: 'minor', names: [] } });
    expect((await board(desk)).incidents[id]).toBeUndefined();
    await ask(duty.token, 'POST', `/incidents/${id}/seal/names`, { accountId: desk.id, reason: 'She leads' });
    expect((await board(desk)).incidents[id]).toMatchObject({ seal: 'minor', state: 'signal' });
    expect(await board(desk)).toEqual(await replayed(desk));
    await ask(duty.token, 'DELETE', `/incidents/${id}/seal/names/${desk.id}`);
    expect((await board(desk)).incidents[id]).toBeUndefined();
    expect(await board(desk)).toEqual(await replayed(desk));
  });

  it('has it again, whole, when two persons have unsealed it', async () => {
    const before = (await board(colleague)).totals;
    const { id } = await open({ seal: { ground: 'abduction', names: [desk.id, colleague.id] } });
    await ask(duty.token, 'POST', `/incidents/${id}/activate`, {});
    const stranger = await enter({ role: 'duty-officer', missions: [ANKARA] });
    expect((await board(stranger)).incidents[id]).toBeUndefined();
    const { id: proposal } = await ask<{ id: string }>(colleague.token, 'POST', `/incidents/${id}/unseal`, { reason: 'They are free' });
    await ask(desk.token, 'POST', `/proposals/${proposal}/confirm`);
    await eventually('it is back', async () => (await board(stranger)).incidents[id] !== undefined);
    expect((await board(stranger)).incidents[id]).toMatchObject({ seal: null, state: 'active' });
    expect((await board(stranger)).totals.incidentsOpened).toBe(before.incidentsOpened + 1);
    expect(await board(stranger)).toEqual(await replayed(stranger));
  });
});
