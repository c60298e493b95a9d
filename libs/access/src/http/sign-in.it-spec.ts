import { Secret, TOTP } from 'otpauth';
import { systemActor } from '@bongsu/platform';
import { eventually } from '../../../../test/harness/eventually';
import { type TestApp, startTestApp } from '../../../../test/harness/http-app';
import type { AccountView, ChallengeView, OneTimePassword, OwnSecurity, RecoveryCodes, SessionView, TotpEnrolment } from '../contract';
import { CreateAdministrator } from '../use-cases/create-administrator';
import { FailedSignIns } from '../use-cases/failed-sign-ins';
import { PutAccount } from '../use-cases/put-account';
import { SignInThrottle } from '../use-cases/sign-in-throttle';

const SIGN_IN = '/api/v1/sessions';
const PASSWORD = 'quiet river under snow';

describe('signing in with a local account', () => {
  let test: TestApp;
  let people = 0;

  beforeAll(async () => {
    test = await startTestApp([], [], { SIGN_IN_WAIT_MAX_SECONDS: '2', SECOND_FACTOR_ROLES: 'head-of-mission' });
  });
  afterAll(() => test.close());

  const person = async (role: 'duty-officer' | 'head-of-mission' | 'administrator' = 'duty-officer'): Promise<string> => {
    const email = `somebody-${String(++people)}@post.invalid`;
    const grants = [role === 'administrator' ? { role, missions: '*' as const } : { role, missions: ['KR-EMB-TR'] }];
    await test.app
      .get(PutAccount, { strict: false })
      .execute({ email, displayName: 'Invented Person', password: PASSWORD, grants }, systemActor('test', 'test-seed'));
    return email;
  };
  const attempt = (email: string, password = PASSWORD) => test.call(null, 'POST', SIGN_IN, { email, password });
  const enter = async (email: string, password = PASSWORD): Promise<SessionView> => {
    const { status, body } = await attempt(email, password);
    expect(status).toBe(201);
    return body;
  };
  const codeOf = (secret: string, stepsLater = 0): string =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + stepsLater * 30_000 });
  const rows = async <Row>(sql: string): Promise<Row[]> => {
    const { Client } = await import('pg');
    const client = new Client({ connectionString: test.database.url });
    await client.connect();
    try {
      return (await client.query(sql)).rows as Row[];
    } finally {
      await client.end();
    }
  };

  describe('with a password of one’s own', () => {
    it('is changed with the present one, and ends every other session', async () => {
      const email = await person();
      const [here, elsewhere] = [await enter(email), await enter(email)];
      const changed = { proof: { password: PASSWORD }, newPassword: 'lamp over the harbour' };
      expect((await test.call(here.token, 'POST', '/api/v1/me/password', changed)).status).toBe(204);
      expect((await test.call(here.token, 'GET', '/api/v1/me')).status).toBe(200);
      expect((await test.call(elsewhere.token, 'GET', '/api/v1/me')).status).toBe(401);
      expect((await attempt(email)).status).toBe(401);
      await enter(email, 'lamp over the harbour');
    });

    it('is changed without a trace of the request, whose fingerprint would let somebody guess', async () => {
      const { token } = await enter(await person());
      const body = { proof: { password: PASSWORD }, newPassword: 'lamp over the harbour' };
      expect((await test.call(token, 'POST', '/api/v1/me/password', body, { 'idempotency-key': 'new-password' })).status).toBe(204);
      expect(JSON.stringify(await rows('SELECT * FROM platform_idempotency_key'))).not.toContain('new-password');
    });

    it.each([
      ['a wrong present password', { proof: { password: 'something else' }, newPassword: 'lamp over the harbour' }, 'access.proof-wrong'],
      ['a common one', { proof: { password: PASSWORD }, newPassword: 'baseball1' }, 'access.password-common'],
      ['one that tells who', { proof: { password: PASSWORD }, newPassword: 'somebody at sea' }, 'access.password-tells-who'],
      ['a short one', { proof: { password: PASSWORD }, newPassword: 'lamps' }, 'access.password-too-short'],
      ['the same again', { proof: { password: PASSWORD }, newPassword: PASSWORD }, 'access.password-same'],
    ])('is not changed with %s', async (_, body, code) => {
      const { token } = await enter(await person());
      expect(await test.call(token, 'POST', '/api/v1/me/password', body)).toMatchObject({ status: 422, body: { code } });
    });
  });

  describe('with a one-time password', () => {
    it('from the console lets the first administrator in to set her own, and to nothing else before', async () => {
      const given = await test.app
        .get(CreateAdministrator, { strict: false })
        .execute({ email: 'first@post.invalid', displayName: 'First Administrator' });
      if (!given.ok) throw new Error(given.refusal.code);
      const { oneTimePassword } = given.value;
      const session = await enter('first@post.invalid', oneTimePassword);
      expect(session.user.due).toBe('password-change');
      expect(await test.call(session.token, 'GET', '/api/v1/accounts')).toMatchObject({
        status: 403,
        body: { code: 'access.password-change-due' },
      });
      const body = { proof: { password: oneTimePassword }, newPassword: 'lamp over the harbour' };
      expect((await test.call(session.token, 'POST', '/api/v1/me/password', body)).status).toBe(204);
      expect((await test.call(session.token, 'GET', '/api/v1/accounts')).status).toBe(200);
      expect((await attempt('first@post.invalid', oneTimePassword)).status).toBe(401);
    });

    it('is shown once: a repeated request does not show it again, and the kept answer does not hold it', async () => {
      const { token } = await enter(await person('administrator'));
      const body = { email: 'new@post.invalid', displayName: 'New Person', grants: [{ role: 'duty-officer', missions: ['KR-EMB-TR'] }] };
      const key = { 'idempotency-key': 'create-once' };
      const made = await test.call(token, 'POST', '/api/v1/accounts', body, key);
      expect(made.status).toBe(201);
      expect(await test.call(token, 'POST', '/api/v1/accounts', body, key)).toMatchObject({
        status: 409,
        body: { code: 'access.shown-before' },
      });
      const kept = JSON.stringify([await rows('SELECT * FROM platform_idempotency_key'), await rows('SELECT * FROM journal_entry')]);
      expect(kept).not.toContain((made.body as OneTimePassword).oneTimePassword);
      expect(kept).not.toContain('new@post.invalid');
    });

    it('is worth nothing when its time is over', async () => {
      const { token } = await enter(await person('administrator'));
      const body = { email: 'late@post.invalid', displayName: 'Late Person', grants: [{ role: 'duty-officer', missions: ['KR-EMB-TR'] }] };
      const made = (await test.call(token, 'POST', '/api/v1/accounts', body)).body as OneTimePassword;
      await rows(`UPDATE access_account SET password_expires_at = now() - interval '1 second' WHERE id = '${made.person.id}'`);
      expect(await attempt('late@post.invalid', made.oneTimePassword)).toMatchObject({
        status: 401,
        body: { code: 'access.wrong-credentials' },
      });
    });
  });

  describe('with a second factor', () => {
    const enrol = async (email: string): Promise<{ token: string; secret: string; codes: string[] }> => {
      const { token } = await enter(email);
      const begun = await test.call(token, 'POST', '/api/v1/me/second-factor', { proof: { password: PASSWORD } });
      const { secret, uri } = begun.body as TotpEnrolment;
      expect(uri).toContain(secret);
      const confirmed = await test.call(token, 'POST', '/api/v1/me/second-factor/confirm', { code: codeOf(secret, -1) });
      expect(confirmed.status).toBe(201);
      return { token, secret, codes: (confirmed.body as RecoveryCodes).codes };
    };
    const complete = (challenge: string, factor: string, code: string) =>
      test.call(null, 'POST', `${SIGN_IN}/second-factor`, { challenge, factor, code });
    const challengeOf = async (email: string): Promise<string> => ((await attempt(email)).body as ChallengeView).challenge;

    it('takes two steps, and no code twice', async () => {
      const email = await person();
      const { secret } = await enrol(email);
      const first = await attempt(email);
      expect(first).toMatchObject({ status: 201, body: { factors: ['totp', 'recovery-code'] } });
      expect(first.headers.get('set-cookie')).toBeNull();
      expect(JSON.stringify(first.body)).not.toContain('token');
      const code = codeOf(secret);
      const entered = await complete((first.body as ChallengeView).challenge, 'totp', code);
      expect(entered).toMatchObject({ status: 201, body: { user: { email } } });
      expect((await test.call((entered.body as SessionView).token, 'GET', '/api/v1/me')).status).toBe(200);
      expect(await complete(await challengeOf(email), 'totp', code)).toMatchObject({ status: 401, body: { code: 'access.wrong-code' } });
      expect(await complete((first.body as ChallengeView).challenge, 'totp', codeOf(secret, 1))).toMatchObject({
        status: 401,
        body: { code: 'access.challenge-over' },
      });
    });

    it('takes each recovery code once, in place of the app', async () => {
      const email = await person();
      const { codes, token } = await enrol(email);
      expect(codes).toHaveLength(10);
      expect((await complete(await challengeOf(email), 'recovery-code', (codes[0] ?? '').toUpperCase())).status).toBe(201);
      expect((await complete(await challengeOf(email), 'recovery-code', codes[0] ?? '')).status).toBe(401);
      expect((await test.call(token, 'GET', '/api/v1/me/security')).body as OwnSecurity).toMatchObject({
        secondFactor: { recoveryCodesLeft: 9 },
      });
    });

    it('lets nobody guess: a challenge dies after five wrong codes', async () => {
      const email = await person();
      const { secret } = await enrol(email);
      const challenge = await challengeOf(email);
      for (let n = 0; n < 5; n++) expect((await complete(challenge, 'totp', '000000')).status).toBe(401);
      expect(await complete(challenge, 'totp', codeOf(secret))).toMatchObject({ status: 401, body: { code: 'access.challenge-over' } });
    });

    it('keeps its secret sealed, and neither secret nor recovery codes in clear', async () => {
      const { secret, codes } = await enrol(await person());
      const everything = JSON.stringify([await rows('SELECT * FROM access_totp'), await rows('SELECT * FROM access_recovery_code')]);
      expect(everything).not.toContain(secret);
      for (const code of codes) expect(everything).not.toContain(code);
    });

    it('is not completed any more once the password was changed, reset or put, or the account disabled', async () => {
      const administrator = (await enter(await person('administrator'))).token;
      const by = (act: string) => async (id: string) =>
        expect((await test.call(administrator, 'POST', `/api/v1/accounts/${id}/${act}`)).status).toBe(201);
      const enable = by('enable');
      const acts: Record<string, (id: string, email: string, token: string, secret: string) => Promise<unknown>> = {
        changed: (_id, _email, token, secret) =>
          test.call(token, 'POST', '/api/v1/me/password', {
            proof: { password: PASSWORD, code: codeOf(secret) },
            newPassword: 'lamp over the harbour',
          }),
        reset: by('reset-password'),
        put: (_id, email) =>
          test.app.get(PutAccount, { strict: false }).execute(
            {
              email,
              displayName: 'Invented Person',
              password: 'lamp over the harbour',
              grants: [{ role: 'duty-officer', missions: ['KR-EMB-TR'] }],
            },
            systemActor('test', 'test-seed'),
          ),
        disabled: async (id) => {
          await by('disable')(id);
          await enable(id);
        },
      };
      for (const [, act] of Object.entries(acts)) {
        const email = await person();
        const { token, secret, codes } = await enrol(email);
        const { id } = (await test.call(token, 'GET', '/api/v1/me')).body as { id: string };
        const challenge = await challengeOf(email);
        await act(id, email, token, secret);
        expect(await complete(challenge, 'recovery-code', codes[0] ?? '')).toMatchObject({
          status: 401,
          body: { code: 'access.challenge-over' },
        });
      }
    });

    it('stays in force when an administrator gives a new password: whoever got hold of that alone is not in', async () => {
      const administrator = (await enter(await person('administrator'))).token;
      const email = await person();
      const { token, secret } = await enrol(email);
      const { id } = (await test.call(token, 'GET', '/api/v1/me')).body as { id: string };
      const given = (await test.call(administrator, 'POST', `/api/v1/accounts/${id}/reset-password`)).body as OneTimePassword;
      const first = await attempt(email, given.oneTimePassword);
      expect(first.body).toMatchObject({ factors: ['totp', 'recovery-code'] });
      expect(first.body).not.toHaveProperty('token');
      const { challenge } = first.body as ChallengeView;
      expect((await complete(challenge, 'totp', '000000')).status).toBe(401);
      const second = await complete(challenge, 'totp', codeOf(secret, 1));
      expect(second).toMatchObject({ status: 201, body: { user: { due: 'password-change' } } });
    });

    it('is set up first by whose role demands it', async () => {
      const email = await person('head-of-mission');
      const { token, user } = await enter(email);
      expect(user.due).toBe('second-factor');
      expect(await test.call(token, 'GET', '/api/v1/accounts')).toMatchObject({ status: 403, body: { code: 'access.second-factor-due' } });
      const begun = await test.call(token, 'POST', '/api/v1/me/second-factor', { proof: { password: PASSWORD } });
      await test.call(token, 'POST', '/api/v1/me/second-factor/confirm', { code: codeOf((begun.body as TotpEnrolment).secret) });
      expect(((await test.call(token, 'GET', '/api/v1/me')).body as AccountView).due).toBeNull();
    });

    it('is part of the proof from then on', async () => {
      const email = await person();
      const { token, secret } = await enrol(email);
      const remove = (proof: object) => test.call(token, 'POST', '/api/v1/me/second-factor/remove', { proof });
      expect(await remove({ password: PASSWORD })).toMatchObject({ status: 422, body: { code: 'access.proof-code-needed' } });
      expect((await remove({ password: PASSWORD, code: codeOf(secret) })).status).toBe(204);
      expect((await attempt(email)).body).toHaveProperty('token');
    });
  });

  describe('when it is tried too often', () => {
    it('makes 200 wrong tries at once wait, and lets the right person in after it', async () => {
      const email = await person();
      const from = performance.now();
      const answers = await Promise.all(Array.from({ length: 200 }, () => attempt(email, 'a wrong password')));
      const told = new Map<number, number>();
      for (const { status } of answers) told.set(status, (told.get(status) ?? 0) + 1);
      expect([...told.keys()].sort()).toEqual([401, 429]);
      // Five are free; after that each wait, of a second at least, lets one more through.
      expect(told.get(401)).toBeLessThanOrEqual(6 + Math.ceil((performance.now() - from) / 1_000));
      const waiting = answers.find(({ status }) => status === 429);
      expect(Number(waiting?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
      expect(Number(waiting?.headers.get('retry-after'))).toBeLessThanOrEqual(2);
      await eventually('the right person is in', async () => (await attempt(email)).status === 201, 10_000);
    }, 60_000);

    describe('from one place', () => {
      const throttle = (): SignInThrottle => test.app.get(SignInThrottle, { strict: false });
      const from = (counted: string) => ({ counted, device: 'script', address: counted });
      const isAdmitted = async (email: string, place: string): Promise<boolean> =>
        (await throttle().askPassword(email, from(place))).admitted;
      /** Tries until one is not let through; how many were. */
      const admitted = async (email: string, place: string): Promise<number> => {
        for (let n = 0; n < 50; n++) if (!(await isAdmitted(email, place))) return n;
        throw new Error('nobody had to wait');
      };

      it('lets its owner in from elsewhere meanwhile', async () => {
        const [email, other] = [await person(), await person()];
        const free = await admitted(email, '198.51.100.1');
        expect(free).toBeGreaterThan(2);
        expect(await isAdmitted(email, '198.51.100.2')).toBe(true);
        expect(await isAdmitted(other, '198.51.100.1')).toBe(true);
      });

      it('is forgotten once the right password was given', async () => {
        const email = await person();
        for (let n = 0; n < 3; n++) await isAdmitted(email, '198.51.100.3');
        await throttle().rightPassword(email, from('198.51.100.3'));
        expect(await admitted(email, '198.51.100.3')).toBe(await admitted(await person(), '198.51.100.3'));
      });

      it('with one account after another makes that place wait, and no other', async () => {
        const email = await person();
        await eventually('that place waits', async () => {
          for (let n = 0; n < 20; n++) await throttle().wrongPassword(from('198.51.100.4'));
          return !(await isAdmitted(email, '198.51.100.4'));
        });
        expect(await isAdmitted(email, '198.51.100.5')).toBe(true);
      });
    });

    it('treats an address that nobody has alike', async () => {
      const tries = async (email: string) => {
        const told: unknown[] = [];
        for (let n = 0; n < 7; n++) {
          const { status, body } = await attempt(email, 'a wrong password');
          told.push([status, (body as { code: string }).code, (body as { detail: string }).detail]);
        }
        return told;
      };
      expect(await tries('nobody-at-all@post.invalid')).toEqual(await tries(await person()));
    });

    it('tells the journal of a minute’s wrong tries together, without what was typed', async () => {
      const email = await person();
      await test.app.get(FailedSignIns, { strict: false }).tell();
      for (let n = 0; n < 3; n++) await attempt(email, 'a wrong password');
      await attempt('never-heard-of@post.invalid', 'a wrong password');
      await test.app.get(FailedSignIns, { strict: false }).tell();
      const entries = await rows<{ body: { accountId: string | null; count: number } }>(
        `SELECT body FROM journal_entry WHERE kind = 'access.sign-in-failed' ORDER BY serial DESC LIMIT 2`,
      );
      expect(entries.map(({ body }) => body.count).sort()).toEqual([1, 3]);
      expect(JSON.stringify(await rows(`SELECT * FROM journal_entry`))).not.toContain('never-heard-of');
      expect(JSON.stringify(await rows(`SELECT * FROM access_throttle`))).not.toContain('post.invalid');
    });
  });
});
