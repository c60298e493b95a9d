import { Database } from '@bongsu/platform';
import { type TestApp, startTestApp } from '../../../../test/harness/http-app';
import { SoftAuthenticator } from '../../../../test/harness/soft-authenticator';
import type { PasskeyList, PasskeyView } from '../contract';
import { tokenHash } from '../use-cases/tokens';

const HOME = 'https://bongsu.example';
const proof = { password: 'correct horse battery staple' };

describe('passkeys', () => {
  let test: TestApp;
  let token: string;

  beforeAll(async () => {
    test = await startTestApp([], [], { PUBLIC_ORIGIN: HOME });
    token = await test.signIn({ role: 'duty-officer', missions: ['KR-EMB-TR'] });
  });
  afterAll(() => test.close());

  const device = (): SoftAuthenticator => new SoftAuthenticator('bongsu.example', HOME);
  const post = (who: string | null, path: string, body?: unknown) => test.call(who, 'POST', `/api/v1${path}`, body);
  const creation = async (who = token): Promise<{ challenge: string; user: { id: string } }> => {
    const { status, body } = await post(who, '/me/passkeys/options', { proof });
    expect(status).toBe(201);
    return body;
  };
  const added = async (key: SoftAuthenticator, who = token): Promise<PasskeyView> => {
    const { status, body } = await post(who, '/me/passkeys', { name: 'Desk key', registration: key.register(await creation(who)) });
    expect({ status, body }).toMatchObject({ status: 201 });
    return body;
  };
  const challenge = async (): Promise<{ challenge: string }> => (await post(null, '/sessions/passkey/options')).body;
  const signIn = (assertion: object) => post(null, '/sessions/passkey', { assertion });
  const list = async (who = token): Promise<PasskeyList> => (await test.call(who, 'GET', '/api/v1/me/passkeys')).body;
  const kinds = async (): Promise<string[]> =>
    (
      await test.app
        .get(Database)
        .query<{ kind: string }>("SELECT kind FROM journal_entry WHERE kind LIKE 'access.passkey%' ORDER BY id", [])
    ).map(({ kind }) => kind);

  it('ask the device for one that checks its owner and needs no name typed', async () => {
    expect(await creation()).toMatchObject({
      rp: { id: 'bongsu.example' },
      attestation: 'none',
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    });
    expect((await post(null, '/sessions/passkey/options')).body).toMatchObject({ rpId: 'bongsu.example', userVerification: 'required' });
  });

  it('are registered, named, listed without their keys, and let their owner in alone', async () => {
    const key = device();
    const passkey = await added(key);
    expect((await list()).items).toEqual([
      { id: passkey.id, name: 'Desk key', createdAt: passkey.createdAt, lastUsedAt: null, synced: false },
    ]);
    const session = await signIn(key.answer(await challenge()));
    expect(session).toMatchObject({
      status: 201,
      body: { user: { grants: [{ role: 'duty-officer', missions: ['KR-EMB-TR'] }], due: null } },
    });
    expect(session.headers.get('set-cookie')).toMatch(/^__Host-bongsu_session=.*HttpOnly; SameSite=Strict.*Secure/);
    const { token: begun } = session.body as { token: string };
    expect((await test.call(begun, 'GET', '/api/v1/me')).status).toBe(200);
    expect((await list()).items[0]?.lastUsedAt).not.toBeNull();
  });

  it('are refused twice with the same answer', async () => {
    const key = device();
    await added(key);
    const answer = key.answer(await challenge());
    expect((await signIn(answer)).status).toBe(201);
    expect(await signIn(answer)).toMatchObject({ status: 401, body: { code: 'access.passkey-refused' } });
  });

  it.each([
    ['another address', { origin: 'https://bongsu.example.evil.invalid' }],
    ['a device that did not check its owner', { userVerified: false }],
    ['a registration passed off as a sign-in', { type: 'webauthn.create' }],
  ])('are refused from %s', async (_, how) => {
    const key = device();
    await added(key);
    expect(await signIn(key.answer(await challenge(), how))).toMatchObject({ status: 401, body: { code: 'access.passkey-refused' } });
  });

  it('are refused when their counter stands still or goes back: somebody has copied the key', async () => {
    const key = device();
    await added(key);
    expect((await signIn(key.answer(await challenge(), { counter: 7 }))).status).toBe(201);
    for (const counter of [7, 3, 0]) expect((await signIn(key.answer(await challenge(), { counter }))).status).toBe(401);
    expect((await signIn(key.answer(await challenge(), { counter: 8 }))).status).toBe(201);
  });

  it('are refused for a challenge that was not given here, is another’s, or is too old', async () => {
    const key = device();
    await added(key);
    expect((await signIn(key.answer({ challenge: 'A'.repeat(43) }))).status).toBe(401);
    expect((await signIn(key.answer(await creation()))).status).toBe(401);
    const late = await challenge();
    await test.app.get(Database).query("UPDATE access_ceremony SET expires_at = now() - interval '1 second'", []);
    expect((await signIn(key.answer(late))).status).toBe(401);
    expect((await signIn(device().answer(await challenge()))).status).toBe(401);
  });

  it('are not registered with somebody else’s challenge, twice with the same, from another address, or unverified', async () => {
    const other = await test.signIn({ role: 'duty-officer', missions: ['KR-EMB-GR'] });
    const register = async (registration: object) => (await post(token, '/me/passkeys', { name: 'x', registration })).status;
    expect(await register(device().register(await creation(other)))).toBe(422);
    expect(await register(device().register(await creation(), { origin: 'https://evil.invalid' }))).toBe(422);
    expect(await register(device().register(await creation(), { userVerified: false }))).toBe(422);
    const registration = device().register(await creation());
    expect(await register(registration)).toBe(201);
    expect(await register(registration)).toBe(422);
  });

  it('are added and removed only by an owner who proves that she is there', async () => {
    const passkey = await added(device());
    for (const path of ['/me/passkeys/options', `/me/passkeys/${passkey.id}/remove`]) {
      expect(await post(token, path, {})).toMatchObject({ status: 422, body: { code: 'access.proof-needed' } });
      expect(await post(token, path, { proof: { password: 'wrong' } })).toMatchObject({
        status: 422,
        body: { code: 'access.proof-wrong' },
      });
    }
    expect((await post(null, '/me/passkeys/options', { proof })).status).toBe(401);
  });

  it('ask whoever has no password to have signed in lately', async () => {
    const without = await test.signIn({ role: 'duty-officer', missions: ['KR-EMB-GR'] });
    const { id } = (await test.call(without, 'GET', '/api/v1/me')).body as { id: string };
    const change = (sql: string) => test.app.get(Database).query(sql, [id]);
    await change('UPDATE access_account SET password_hash = NULL WHERE id = $1');
    expect((await post(without, '/me/passkeys/options', {})).status).toBe(201);
    await change("UPDATE access_session SET proved_at = proved_at - interval '11 minutes' WHERE account_id = $1");
    expect(await post(without, '/me/passkeys/options', {})).toMatchObject({ status: 403, body: { code: 'access.sign-in-again' } });
  });

  it('leave no fingerprint of the password with which they are removed', async () => {
    const passkey = await added(device());
    const key = { 'idempotency-key': 'remove-passkey' };
    expect((await test.call(token, 'POST', `/api/v1/me/passkeys/${passkey.id}/remove`, { proof }, key)).status).toBe(204);
    const kept = await test.app.get(Database).query('SELECT * FROM platform_idempotency_key', []);
    expect(JSON.stringify(kept)).not.toContain('remove-passkey');
  });

  it.each(['reset-password', 'remove-second-factor', 'disable'])('do not outlive an administrator’s %s', async (act) => {
    const administrator = await test.signIn({ role: 'administrator', missions: '*' });
    const owner = await test.signIn({ role: 'duty-officer', missions: ['KR-EMB-GR'] });
    const { id } = (await test.call(owner, 'GET', '/api/v1/me')).body as { id: string };
    const keys = [device(), device()];
    for (const key of keys) await added(key, owner);
    expect((await post(administrator, `/accounts/${id}/${act}`)).status).toBe(201);
    await post(administrator, `/accounts/${id}/enable`);
    for (const key of keys) expect((await signIn(key.answer(await challenge()))).status).toBe(401);
    const database = test.app.get(Database);
    expect(await database.query('SELECT 1 FROM access_passkey WHERE account_id = $1', [id])).toEqual([]);
    const told = "SELECT 1 FROM journal_entry WHERE kind = 'access.passkey-removed' AND subject_id = $1";
    expect(await database.query(told, [id])).toHaveLength(2);
    expect((await test.call(owner, 'GET', '/api/v1/me')).status).toBe(401);
  });

  it('are not made out of a session that was ended while the device was asked', async () => {
    const owner = await test.signIn({ role: 'duty-officer', missions: ['KR-EMB-GR'] });
    const registration = device().register(await creation(owner));
    // The process still remembers the session.
    expect((await test.call(owner, 'GET', '/api/v1/me')).status).toBe(200);
    await test.app.get(Database).query('UPDATE access_session SET ended_at = now() WHERE token_hash = $1 RETURNING 1', [tokenHash(owner)]);
    expect(await post(owner, '/me/passkeys', { name: 'Late key', registration })).toMatchObject({ status: 422 });
  });

  it('let in whom the ministry vouches for within a day of her last sign-in there, and then not before the next', async () => {
    const owner = await test.signIn({ role: 'duty-officer', missions: ['KR-EMB-GR'] });
    const { id } = (await test.call(owner, 'GET', '/api/v1/me')).body as { id: string };
    const key = device();
    await added(key, owner);
    const change = (sql: string) => test.app.get(Database).query(sql, [id]);
    await change(
      "INSERT INTO access_oidc_identity (issuer, subject, account_id, created_at) VALUES ('https://idp.invalid', $1::text, $1::uuid, now())",
    );
    await change("UPDATE access_session SET method = 'provider', created_at = now() - interval '25 hours' WHERE account_id = $1");
    expect(await signIn(key.answer(await challenge()))).toMatchObject({ status: 401, body: { code: 'access.passkey-needs-ministry' } });
    await change("UPDATE access_session SET created_at = now() - interval '23 hours' WHERE account_id = $1");
    expect((await signIn(key.answer(await challenge()))).status).toBe(201);
  });

  it('belong to one person: nobody else sees, removes or uses a removed one', async () => {
    const other = await test.signIn({ role: 'administrator', missions: '*' });
    const key = device();
    const passkey = await added(key);
    expect((await list(other)).items).toEqual([]);
    expect((await post(other, `/me/passkeys/${passkey.id}/remove`, { proof })).status).toBe(404);
    expect((await post(token, `/me/passkeys/${passkey.id}/remove`, { proof })).status).toBe(204);
    expect((await list()).items.some(({ id }) => id === passkey.id)).toBe(false);
    expect((await signIn(key.answer(await challenge()))).status).toBe(401);
    expect(await kinds()).toEqual(expect.arrayContaining(['access.passkey-added', 'access.passkey-removed']));
  });

  it('of a disabled account are refused like any other', async () => {
    const disabled = await test.signIn({ role: 'duty-officer', missions: ['KR-EMB-GR'] });
    const key = device();
    await added(key, disabled);
    const { id } = (await test.call(disabled, 'GET', '/api/v1/me')).body as { id: string };
    await test.app.get(Database).query('UPDATE access_account SET disabled_at = now() WHERE id = $1', [id]);
    expect(await signIn(key.answer(await challenge()))).toMatchObject({ status: 401, body: { code: 'access.passkey-refused' } });
  });
});
