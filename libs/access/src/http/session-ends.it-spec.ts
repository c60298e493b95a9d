import { Database, systemActor } from '@bongsu/platform';
import { type TestApp, startTestApp } from '../../../../test/harness/http-app';
import type { Role, SessionView } from '../contract';
import { PutAccount } from '../use-cases/put-account';
import { SessionCache } from '../use-cases/session-cache';

const PASSWORD = 'quiet river under snow';
const COOKIE = '__Host-bongsu_session';

describe('a session', () => {
  let test: TestApp;
  let people = 0;

  beforeAll(async () => {
    // No SECOND_FACTOR_ROLES: what an operator gets who sets nothing.
    test = await startTestApp([], [], { PUBLIC_ORIGIN: 'https://bongsu.example', SESSION_HOURS: '8', SECOND_FACTOR_ROLES: '' });
  });
  afterAll(() => test.close());

  const person = async (role: Role = 'duty-officer'): Promise<string> => {
    const email = `somebody-${String(++people)}@post.invalid`;
    const grants = [{ role, missions: role === 'duty-officer' ? ['KR-EMB-TR'] : ('*' as const) }];
    await test.app
      .get(PutAccount, { strict: false })
      .execute({ email, displayName: 'Invented Person', password: PASSWORD, grants }, systemActor('test', 'test-seed'));
    return email;
  };
  const own = { 'sec-fetch-site': 'same-origin' };
  const enter = async (email: string, headers: Record<string, string> = {}): Promise<SessionView> => {
    const { status, body } = await test.call(null, 'POST', '/api/v1/sessions', { email, password: PASSWORD }, { ...own, ...headers });
    expect(status).toBe(201);
    return body;
  };
  const cookieOf = (token: string): Record<string, string> => ({ ...own, cookie: `${COOKIE}=${token}` });
  const isGood = async (token: string): Promise<boolean> =>
    (await test.call(null, 'GET', '/api/v1/me', undefined, cookieOf(token))).status === 200;
  const wind = async (sql: string, id: string): Promise<void> => {
    await test.app.get(Database).query(`UPDATE access_session SET ${sql} WHERE account_id = $1`, [id]);
    test.app.get(SessionCache, { strict: false }).clear();
  };

  it('has an end from its beginning on, which no use puts off', async () => {
    const { token, user, expiresAt } = await enter(await person());
    const hours = (Date.parse(expiresAt) - Date.now()) / 3_600_000;
    expect(hours).toBeGreaterThan(7.9);
    expect(hours).toBeLessThanOrEqual(8);
    await wind("created_at = created_at - interval '7 hours 59 minutes', expires_at = expires_at - interval '7 hours 59 minutes'", user.id);
    expect(await isGood(token)).toBe(true);
    await wind("expires_at = expires_at - interval '1 minute'", user.id);
    expect(await isGood(token)).toBe(false);
  });

  it('ends when somebody signs in anew in the same browser, whoever that is', async () => {
    const [first, email] = [await enter(await person()), await person()];
    const second = await enter(email, cookieOf(first.token));
    expect([await isGood(first.token), await isGood(second.token)]).toEqual([false, true]);
    const third = await enter(email, cookieOf(second.token));
    expect([await isGood(second.token), await isGood(third.token)]).toEqual([false, true]);
  });

  it('does not end when a sign-in fails, nor for a script that signs in beside it', async () => {
    const email = await person();
    const first = await enter(email);
    const wrong = { email, password: 'something else' };
    expect((await test.call(null, 'POST', '/api/v1/sessions', wrong, cookieOf(first.token))).status).toBe(401);
    const second = await enter(email);
    expect([await isGood(first.token), await isGood(second.token)]).toEqual([true, true]);
  });

  it('goes on with a new token once its owner has proved who she is, and the old one is soon worth nothing', async () => {
    const { token, user } = await enter(await person());
    const proved = await test.call(null, 'POST', '/api/v1/me/sessions/end-others', { proof: { password: PASSWORD } }, cookieOf(token));
    expect(proved.status).toBe(204);
    const renewed = new RegExp(`^${COOKIE}=([\\w-]{43});`).exec(proved.headers.get('set-cookie') ?? '')?.[1] ?? '';
    expect(renewed).not.toBe('');
    expect(renewed).not.toBe(token);
    expect(await isGood(renewed)).toBe(true);
    const [row] = await test.app
      .get(Database)
      .query<{ left: number }>(
        'SELECT extract(epoch FROM previous_until - now())::float AS left FROM access_session WHERE account_id = $1',
        [user.id],
      );
    expect(row?.left).toBeLessThanOrEqual(10);
    await wind("previous_until = now() - interval '1 second'", user.id);
    expect([await isGood(token), await isGood(renewed)]).toEqual([false, true]);
  });

  it('keeps its token when the proof was wrong', async () => {
    const { token } = await enter(await person());
    const wrong = { proof: { password: 'something else' } };
    const { status, headers } = await test.call(null, 'POST', '/api/v1/me/sessions/end-others', wrong, cookieOf(token));
    expect([status, headers.get('set-cookie')]).toEqual([422, null]);
  });

  it.each([
    ['administrator', 'second-factor'],
    ['privacy-officer', 'second-factor'],
    ['duty-officer', null],
  ] as const)('of a %s with a password alone is good, where nothing else is set, for no more than: %s', async (role, due) => {
    expect((await enter(await person(role))).user.due).toBe(due);
  });
});
