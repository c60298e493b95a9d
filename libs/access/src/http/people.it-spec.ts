import { Controller, Get, Module } from '@nestjs/common';
import { type Socket, io } from 'socket.io-client';
import { Authenticator, Database, Permission, systemActor } from '@bongsu/platform';
import { eventually } from '../../../../test/harness/eventually';
import { type TestApp, startTestApp } from '../../../../test/harness/http-app';
import type { PersonView, RoleGrant, ServiceTokenShown, SessionList, SessionView } from '../contract';
import { AccessRetention } from '../storage/access-retention';
import { PutAccount } from '../use-cases/put-account';
import { ServiceCallers } from '../use-cases/service-callers';
import { SessionCache } from '../use-cases/session-cache';

const PASSWORD = 'quiet river under snow';
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
const ankara: RoleGrant = { role: 'duty-officer', missions: ['KR-EMB-TR'] };
const everywhere: RoleGrant = { role: 'administrator', missions: '*' };
const watch: RoleGrant = { role: 'headquarters-watch-officer', missions: '*' };

/** Something that is not about people, for services to ask. */
@Controller('affairs')
class AffairsController {
  @Get('missions')
  @Permission('missions.read')
  missions(): object {
    return {};
  }

  @Get('feeds')
  @Permission('incidents.feed.submit')
  feeds(): object {
    return {};
  }
}

@Module({ controllers: [AffairsController] })
class AffairsModule {}

describe('sessions, people and services', () => {
  let test: TestApp;
  let administrator: SessionView;
  let people = 0;
  const sockets: Socket[] = [];

  beforeAll(async () => {
    test = await startTestApp([AffairsModule], [], { SESSION_ROTATE_MINUTES: '0' });
    administrator = await enter(everywhere);
  });
  afterAll(async () => {
    for (const socket of sockets) socket.disconnect();
    await test.close();
  });

  const person = async (...grants: RoleGrant[]): Promise<string> => {
    const email = `somebody-${String(++people)}@post.invalid`;
    await test.app
      .get(PutAccount, { strict: false })
      .execute({ email, displayName: 'Invented Person', password: PASSWORD, grants }, systemActor('test', 'test-seed'));
    return email;
  };
  const again = async (email: string): Promise<SessionView & { cookie: string }> => {
    const { status, body, headers } = await test.call(
      null,
      'POST',
      '/api/v1/sessions',
      { email, password: PASSWORD },
      { 'user-agent': FIREFOX },
    );
    expect(status).toBe(201);
    return { ...(body as SessionView), cookie: cookieOf(headers) };
  };
  const enter = async (...grants: RoleGrant[]): Promise<SessionView & { cookie: string }> => again(await person(...grants));
  const cookieOf = (headers: Headers): string => headers.get('set-cookie')?.split(';')[0] ?? '';
  const me = (token: string) => test.call(token, 'GET', '/api/v1/me');
  const byCookie = (cookie: string) => test.call(null, 'GET', '/api/v1/me', undefined, { cookie });
  const asAdministrator = (method: string, path: string, body?: unknown, headers?: Record<string, string>) =>
    test.call(administrator.token, method, `/api/v1${path}`, body, headers);

  const follow = async (
    headers: Record<string, string>,
    auth: Record<string, string> = {},
  ): Promise<{ socket: Socket; answer: unknown }> => {
    const options = { path: '/live', transports: ['websocket'], reconnection: false, forceNew: true };
    const socket = io(test.origin, { ...options, auth, extraHeaders: headers });
    sockets.push(socket);
    const after = await test.cursorOf({
      authorization: headers.authorization ?? (auth.token === undefined ? undefined : `Bearer ${auth.token}`),
      cookie: headers.cookie,
    });
    return { socket, answer: await socket.timeout(5_000).emitWithAck('follow', { after }) };
  };
  const proved = { proof: { password: PASSWORD } };
  const isCut = (socket: Socket) => eventually('the line is cut', () => !socket.connected, 5_000);

  describe('one’s own sessions', () => {
    it('are listed by device and network, and ended one by one or all others at once', async () => {
      const email = await person(ankara);
      const [here, there, elsewhere] = [await again(email), await again(email), await again(email)];
      const list = async () => ((await test.call(here.token, 'GET', '/api/v1/me/sessions')).body as SessionList).items;
      const items = await list();
      expect(items).toHaveLength(3);
      expect(items.filter(({ current }) => current)).toHaveLength(1);
      expect(items[0]).toMatchObject({ device: 'Firefox, Linux', address: '127.0.0.*', method: 'password' });
      expect(JSON.stringify(items)).not.toContain(there.token);

      const others = (await test.call(there.token, 'GET', '/api/v1/me/sessions')).body as SessionList;
      const idOfThere = others.items.find(({ current }) => current)?.id ?? '';
      const end = (path: string, body: object = proved) => test.call(here.token, 'POST', `/api/v1/me/sessions/${path}`, body);
      expect((await end(`${idOfThere}/end`)).status).toBe(204);
      expect((await me(there.token)).status).toBe(401);
      expect((await end(`${idOfThere}/end`)).status).toBe(404);
      expect((await end('end-others')).status).toBe(204);
      expect((await me(elsewhere.token)).status).toBe(401);
      expect(await list()).toHaveLength(1);
    });

    it('are ended by nobody who does not prove that she is their owner', async () => {
      const email = await person(ankara);
      const [here, there] = [await again(email), await again(email)];
      const others = (await test.call(there.token, 'GET', '/api/v1/me/sessions')).body as SessionList;
      const idOfThere = others.items.find(({ current }) => current)?.id ?? '';
      for (const path of [`${idOfThere}/end`, 'end-others']) {
        const end = (body: object) => test.call(here.token, 'POST', `/api/v1/me/sessions/${path}`, body);
        expect(await end({})).toMatchObject({ status: 422, body: { code: 'access.proof-needed' } });
        expect(await end({ proof: { password: 'something else' } })).toMatchObject({ status: 422, body: { code: 'access.proof-wrong' } });
      }
      expect((await me(there.token)).status).toBe(200);
    });

    it('of somebody else are out of reach', async () => {
      const [hers, his] = [await enter(ankara), await enter(ankara)];
      const id = ((await test.call(his.token, 'GET', '/api/v1/me/sessions')).body as SessionList).items[0]?.id ?? '';
      expect((await test.call(hers.token, 'POST', `/api/v1/me/sessions/${id}/end`, proved)).status).toBe(404);
      expect((await me(his.token)).status).toBe(200);
    });

    it('end when they were not used for too long', async () => {
      const { token, user } = await enter(ankara);
      await test.app
        .get(Database)
        .query("UPDATE access_session SET last_used_at = now() - interval '61 minutes' WHERE account_id = $1 RETURNING 1", [user.id]);
      test.app.get(SessionCache, { strict: false }).clear();
      expect((await me(token)).status).toBe(401);
    });

    it('grow idle behind a line that merely stays open; a request keeps them', async () => {
      const { token, user } = await enter(ankara);
      const { answer } = await follow({}, { token });
      expect(answer).toMatchObject({ ok: true });
      const database = test.app.get(Database);
      const authenticator = test.app.get(Authenticator, { strict: false });
      const actor = await authenticator.authenticate({ authorization: `Bearer ${token}`, cookie: undefined }, 'test-line');
      if (actor === null) throw new Error('not signed in');
      const idleS = async () =>
        (
          await database.query<{ idle: number }>(
            'SELECT extract(epoch FROM now() - last_used_at)::int AS idle FROM access_session WHERE account_id = $1',
            [user.id],
          )
        )[0]?.idle;
      const growIdle = (minutes: number) =>
        database.query('UPDATE access_session SET last_used_at = now() - make_interval(mins => $2) WHERE account_id = $1 RETURNING 1', [
          user.id,
          minutes,
        ]);
      await growIdle(50);
      expect(await authenticator.recheck([actor])).toMatchObject([{ id: user.id }]);
      expect(await idleS()).toBeGreaterThanOrEqual(3_000);
      test.app.get(SessionCache, { strict: false }).clear();
      expect((await me(token)).status).toBe(200);
      expect(await idleS()).toBeLessThan(60);
      await growIdle(61);
      expect(await authenticator.recheck([actor])).toEqual([null]);
    });

    it('go on with a new token in the board, while requests under way may still bring the old one; the line stays', async () => {
      const { cookie } = await enter(ankara);
      const { socket } = await follow({ cookie });
      const answers = await Promise.all(Array.from({ length: 8 }, () => byCookie(cookie)));
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 8 }, () => 200));
      const renewed = answers.map(({ headers }) => cookieOf(headers)).filter(Boolean);
      expect(renewed).toHaveLength(1);
      expect(renewed[0]).not.toBe(cookie);
      // In this order: the new one is old enough here to be renewed in its turn, and then only one before it is still good.
      expect((await byCookie(cookie)).status).toBe(200);
      expect((await byCookie(renewed[0] ?? '')).status).toBe(200);
      await test.app.get(Database).query("UPDATE access_session SET previous_until = now() - interval '1 second' RETURNING 1");
      test.app.get(SessionCache, { strict: false }).clear();
      expect((await byCookie(cookie)).status).toBe(401);
      // When another board is cut, the sessions of all boards have been looked at.
      const ended = await enter(ankara);
      const { socket: other } = await follow({}, { token: ended.token });
      await asAdministrator('DELETE', `/accounts/${ended.user.id}/sessions`);
      await isCut(other);
      expect(socket.connected).toBe(true);
    }, 20_000);

    it('are let go a month after their end', async () => {
      const { user } = await enter(ankara);
      const database = test.app.get(Database);
      await database.query("UPDATE access_session SET ended_at = now() - interval '31 days' WHERE account_id = $1 RETURNING 1", [user.id]);
      await new AccessRetention(database).release();
      expect(await database.query('SELECT 1 FROM access_session WHERE account_id = $1', [user.id])).toEqual([]);
      expect((await me(administrator.token)).status).toBe(200);
    });

    it('leave no second step that nobody took, and no wait that is over, for longer than an hour', async () => {
      const { user } = await enter(ankara);
      const database = test.app.get(Database);
      for (const minutes of [59, 61]) {
        await database.query(
          `INSERT INTO access_second_step (token_hash, account_id, expires_at, tries) VALUES ($1, $2, now() - make_interval(mins => $3), 0)`,
          [Buffer.from([minutes]), user.id, minutes],
        );
        await database.query(
          `INSERT INTO access_throttle (key, points, expire) VALUES ('over-' || $1::int, 1, (extract(epoch FROM now()) * 1000)::bigint - $1::int * 60000)`,
          [minutes],
        );
      }
      await new AccessRetention(database).release();
      expect(await database.query('SELECT token_hash FROM access_second_step WHERE account_id = $1', [user.id])).toEqual([
        { token_hash: Buffer.from([59]) },
      ]);
      expect(await database.query("SELECT key FROM access_throttle WHERE key LIKE 'over-%'")).toEqual([{ key: 'over-59' }]);
    });
  });

  describe('an administrator', () => {
    const view = async (id: string) => (await asAdministrator('GET', `/accounts/${id}`)).body as PersonView;

    it('ends somebody’s sessions, and the boards go dark within five seconds', async () => {
      const { token, user } = await enter(ankara);
      const { socket, answer } = await follow({}, { token });
      expect(answer).toMatchObject({ ok: true });
      expect((await asAdministrator('DELETE', `/accounts/${user.id}/sessions`)).status).toBe(204);
      expect((await me(token)).status).toBe(401);
      await isCut(socket);
    });

    it('changes roles, at once for the next request and within five seconds for open boards', async () => {
      const { token, user } = await enter(ankara);
      const { socket } = await follow({}, { token });
      const body = { displayName: 'Invented Person', grants: [{ role: 'hub-coordinator', missions: ['KR-EMB-PL'] }] };
      const before = await view(user.id);
      expect((await asAdministrator('POST', `/accounts/${user.id}/change`, body, { 'if-match': `"${before.version}"` })).status).toBe(201);
      expect((await me(token)).body).toMatchObject({ grants: body.grants });
      await isCut(socket);
      expect((await asAdministrator('POST', `/accounts/${user.id}/change`, body, { 'if-match': `"${before.version}"` })).status).toBe(412);
    });

    it('disables and enables', async () => {
      const { token, user } = await enter(ankara);
      const { socket } = await follow({}, { token });
      expect((await asAdministrator('POST', `/accounts/${user.id}/disable`)).body).toMatchObject({ disabled: true, sessions: 0 });
      expect((await me(token)).status).toBe(401);
      await isCut(socket);
      const refused = await test.call(null, 'POST', '/api/v1/sessions', { email: user.email, password: PASSWORD });
      expect(refused).toMatchObject({ status: 401, body: { code: 'access.wrong-credentials' } });
      await asAdministrator('POST', `/accounts/${user.id}/enable`);
      await again(user.email);
    });

    it('neither takes her own rights away nor leaves the network without an administrator', async () => {
      const id = administrator.user.id;
      expect((await asAdministrator('POST', `/accounts/${id}/disable`)).body).toMatchObject({ code: 'access.own-rights' });
      const other = await enter(everywhere);
      expect((await asAdministrator('POST', `/accounts/${other.user.id}/disable`)).status).toBe(201);
      const grants = [ankara];
      expect((await asAdministrator('POST', `/accounts/${id}/change`, { displayName: 'Me', grants })).body).toMatchObject({
        code: 'access.own-rights',
      });
    });

    it('resets neither her own password and second factor nor those of another administrator, who would be her second hand', async () => {
      const local = await enter({ role: 'administrator', missions: ['KR-EMB-TR'] });
      for (const act of ['reset-password', 'remove-second-factor']) {
        expect(await asAdministrator('POST', `/accounts/${administrator.user.id}/${act}`)).toMatchObject({
          status: 403,
          body: { code: 'access.own-security' },
        });
        for (const { user } of [await enter(everywhere), local])
          expect(await asAdministrator('POST', `/accounts/${user.id}/${act}`)).toMatchObject({
            status: 403,
            body: { code: 'access.administrator-reset' },
          });
      }
      expect((await me(local.token)).status).toBe(200);
      const officer = await enter(ankara);
      expect((await asAdministrator('POST', `/accounts/${officer.user.id}/reset-password`)).status).toBe(201);
    });

    it('is the only one who sees accounts, and only one of the whole network', async () => {
      const local = await enter({ role: 'administrator', missions: ['KR-EMB-TR'] });
      for (const { token } of [await enter(ankara), local])
        for (const path of ['/accounts', `/accounts/${administrator.user.id}`, '/service-accounts'])
          expect((await test.call(token, 'GET', `/api/v1${path}`)).status).toBe(403);
    });

    it('reads accounts page by page', async () => {
      const first = (await asAdministrator('GET', '/accounts?limit=2')).body as { items: PersonView[]; nextCursor: string };
      const second = (await asAdministrator('GET', `/accounts?limit=2&cursor=${first.nextCursor}`)).body as typeof first;
      expect(first.items).toHaveLength(2);
      expect(first.items.concat(second.items).map(({ email }) => email)).toEqual(
        [...new Set(first.items.concat(second.items).map(({ email }) => email))].sort(),
      );
      expect((await asAdministrator('GET', '/accounts?cursor=forged')).status).toBe(422);
    });
  });

  describe('a service', () => {
    const make = async (more: object = {}) =>
      (await asAdministrator('POST', '/service-accounts', { name: 'feed reader', grants: [watch], ...more })).body as ServiceTokenShown;

    const affairs = (token: string) => test.call(token, 'GET', '/api/v1/affairs/missions');

    it('uses the API with its token, within what it was given and no further', async () => {
      const { token, account } = await make({ permissions: ['missions.read'] });
      expect(token).toMatch(/^bgs_[A-Za-z0-9_-]{43}$/);
      expect((await affairs(token)).status).toBe(200);
      expect((await test.call(token, 'GET', '/api/v1/affairs/feeds')).status).toBe(403);
      const listed = (await asAdministrator('GET', '/service-accounts')).body as { items: ServiceTokenShown['account'][] };
      expect(listed.items.find(({ id }) => id === account.id)?.tokens[0]?.lastUsedAt).not.toBeNull();
      expect(JSON.stringify(listed)).not.toContain(token);
      expect(JSON.stringify(await test.app.get(Database).query('SELECT * FROM access_service_token'))).not.toContain(token);
    });

    it('has no say over people and their rights, however it came by a role that has', async () => {
      const ask = (body: object) => asAdministrator('POST', '/service-accounts', { name: 'ruler', ...body });
      for (const [body, field] of [
        [{ grants: [everywhere] }, 'grants'],
        [{ grants: [{ role: 'privacy-officer', missions: '*' }] }, 'grants'],
        [{ grants: [watch], permissions: ['missions.read', 'access.proposals.answer'] }, 'permissions'],
      ] as const)
        expect(await ask(body)).toMatchObject({ status: 422, body: { code: 'access.service-over-people', errors: [{ field }] } });

      const { token, account } = await make();
      expect((await test.call(token, 'GET', '/api/v1/proposals')).status).toBe(403);
      // One from before this was refused.
      await test.app
        .get(Database)
        .query('UPDATE access_service_account SET grants = $2::jsonb WHERE id = $1 RETURNING 1', [
          account.id,
          JSON.stringify([everywhere]),
        ]);
      test.app.get(ServiceCallers, { strict: false }).clear();
      for (const path of ['/accounts', '/service-accounts']) expect((await test.call(token, 'GET', `/api/v1${path}`)).status).toBe(403);
      expect((await affairs(token)).status).toBe(200);
      expect(await asAdministrator('POST', `/service-accounts/${account.id}/tokens`, { validDays: 1 })).toMatchObject({
        body: { code: 'access.service-over-people' },
      });
    });

    it('never has a board session: no cookie, no own account, no live line', async () => {
      const { token } = await make();
      expect((await byCookie(`bongsu_session=${token}`)).status).toBe(401);
      expect((await me(token)).status).toBe(403);
      expect((await follow({}, { token })).answer).toMatchObject({ ok: false, code: 'access.forbidden' });
    });

    it('is refused at once when its token is withdrawn, and when it is ended', async () => {
      const { token, account } = await make();
      const more = (await asAdministrator('POST', `/service-accounts/${account.id}/tokens`, { validDays: 1 })).body as ServiceTokenShown;
      const first = account.tokens[0]?.id ?? '';
      expect((await affairs(token)).status).toBe(200);
      expect((await asAdministrator('DELETE', `/service-accounts/${account.id}/tokens/${first}`)).status).toBe(204);
      expect((await affairs(token)).status).toBe(401);
      expect((await affairs(more.token)).status).toBe(200);
      expect((await asAdministrator('DELETE', `/service-accounts/${account.id}`)).status).toBe(204);
      expect((await affairs(more.token)).status).toBe(401);
    });

    it('is refused when its token is too old', async () => {
      const { token, account } = await make();
      await test.app
        .get(Database)
        .query("UPDATE access_service_token SET expires_at = now() - interval '1 second' WHERE service_account_id = $1 RETURNING 1", [
          account.id,
        ]);
      expect((await affairs(token)).status).toBe(401);
    });
  });
});
