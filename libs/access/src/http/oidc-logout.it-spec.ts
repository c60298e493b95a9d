import { type Socket, io } from 'socket.io-client';
import { Database } from '@bongsu/platform';
import { eventually } from '../../../../test/harness/eventually';
import { MinistryProvider, Visitor } from '../../../../test/harness/ministry-provider';
import { type TestApp, startTestApp } from '../../../../test/harness/http-app';
import { SecurityLog } from '../use-cases/security-log';
import { tokenHash } from '../use-cases/tokens';

const HOME = 'http://localhost:3999';
const BACK_CHANNEL = '/api/v1/sessions/oidc/backchannel-logout';
const EVENTS = { 'http://schemas.openid.net/event/backchannel-logout': {} };
const mapping = { rules: [{ claim: 'groups', value: 'watch', role: 'headquarters-watch-officer', missions: '*' }] };
const person = (name: string) => ({ name: 'Invented Person', email: `${name}@ministry.invalid`, groups: ['watch'] });
const nowS = (): number => Math.floor(Date.now() / 1_000);

describe('signing out with the ministry', () => {
  let provider: MinistryProvider;
  let test: TestApp;
  const sockets: Socket[] = [];

  beforeAll(async () => {
    provider = await MinistryProvider.start({
      redirectUri: `${HOME}/api/v1/sessions/oidc/callback`,
      people: { kim: person('kim'), lee: person('lee') },
    });
    test = await startTestApp([], [], {
      PUBLIC_ORIGIN: HOME,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: MinistryProvider.clientId,
      OIDC_CLIENT_SECRET: MinistryProvider.clientSecret,
      OIDC_MAPPING: JSON.stringify(mapping),
    });
    await provider.tellsOfLogouts(`${test.origin}${BACK_CHANNEL}`);
  });
  afterEach(() => sockets.splice(0).forEach((socket) => socket.disconnect()));
  afterAll(async () => {
    await provider.stop();
    await test.close();
  });

  interface Entered {
    readonly visitor: Visitor;
    readonly cookie: string;
    readonly token: string;
  }
  const enter = async (login = 'kim', visitor = new Visitor(), again = false): Promise<Entered> => {
    const { location } = await visitor.open(`${test.origin}/api/v1/sessions/oidc${again ? '?again=true' : ''}`);
    const back = await visitor.signInAt(provider, location ?? '', login);
    const { cookies } = await visitor.open(back.replace(HOME, test.origin));
    const cookie = cookies.find((one) => one.startsWith('bongsu_session='))?.split(';')[0] ?? '';
    expect(cookie).not.toBe('');
    return { visitor, cookie, token: cookie.slice('bongsu_session='.length) };
  };
  const isIn = async ({ token }: Entered): Promise<boolean> => (await test.call(token, 'GET', '/api/v1/me')).status === 200;
  const signOut = (token: string) => test.call(token, 'DELETE', '/api/v1/sessions/current');
  const follow = async ({ token }: Entered): Promise<Socket> => {
    const options = { path: '/live', transports: ['websocket'], reconnection: false, forceNew: true };
    const socket = io(test.origin, { ...options, auth: { token } });
    sockets.push(socket);
    const after = await test.cursorOf(token);
    await socket.timeout(5_000).emitWithAck('follow', { after });
    expect(socket.connected).toBe(true);
    return socket;
  };
  const tell = async (body: string): Promise<{ status: number; body: { code?: string } }> =>
    test.call(null, 'POST', BACK_CHANNEL, body, { 'content-type': 'application/x-www-form-urlencoded' });
  const form = (token: string): string => new URLSearchParams({ logout_token: token }).toString();
  /** The `sid` of the sessions there, as the provider itself named them in what it sent. */
  const lastTold = async (): Promise<{ body: string; answered: number | null; claims: Record<string, unknown> }> => {
    const sent = (await provider.logouts()).at(-1);
    if (sent === undefined) throw new Error('the provider has told of no sign-out');
    const [, claims = ''] = (new URLSearchParams(sent.body).get('logout_token') ?? '').split('.');
    return { ...sent, claims: JSON.parse(Buffer.from(claims, 'base64url').toString()) as Record<string, unknown> };
  };
  let serial = 0;
  const order = (claims: Record<string, unknown> = {}): Record<string, unknown> => ({
    ...{ iss: provider.issuer, aud: MinistryProvider.clientId, sub: 'kim', events: EVENTS },
    ...{ iat: nowS(), exp: nowS() + 120, jti: `order-${String(++serial)}` },
    ...claims,
  });
  const typed = { typ: 'logout+jwt' };

  describe('from here', () => {
    it('leads on to the provider’s own page, with nothing about the person in the address, and back to the board', async () => {
      const { visitor, token, ...entered } = await enter();
      expect((await signOut(token)).body).toEqual({ goOn: '/api/v1/sessions/oidc/end' });
      expect(await isIn({ visitor, token, ...entered })).toBe(false);
      const { status, location } = await visitor.open(`${test.origin}/api/v1/sessions/oidc/end`);
      const question = new URL(location ?? '');
      expect(status).toBe(302);
      expect(question.origin).toBe(provider.issuer);
      expect(Object.fromEntries(question.searchParams)).toEqual({
        client_id: MinistryProvider.clientId,
        post_logout_redirect_uri: `${HOME}/`,
      });
      expect(await visitor.signOutAt(provider, question.href)).toMatch(new RegExp(`^${HOME}/`));
      // Signed out there as well: one has to sign in anew, and is not let through.
      const again = await visitor.open(`${test.origin}/api/v1/sessions/oidc`);
      expect((await visitor.open(again.location ?? '')).location).toContain('/interaction/');
    });

    it('leads nowhere whoever came another way', async () => {
      const token = await test.signIn({ role: 'duty-officer', missions: ['KR-EMB-TR'] });
      expect((await signOut(token)).body).toEqual({ goOn: null });
    });
  });

  describe('from there', () => {
    it('ends the session that belongs to it and no other, and its board goes dark within five seconds', async () => {
      const [here, elsewhere, colleague] = [await enter(), await enter(), await enter('lee')];
      const socket = await follow(here);
      const { location } = await here.visitor.open(`${test.origin}/api/v1/sessions/oidc/end`);
      await here.visitor.signOutAt(provider, location ?? '');
      const told = await lastTold();
      expect(told).toMatchObject({ answered: 200, claims: { sub: 'kim', sid: expect.any(String) as string } });
      expect(await isIn(here)).toBe(false);
      await eventually('the line is cut', () => !socket.connected, 5_000);
      expect(await isIn(elsewhere)).toBe(true);
      expect(await isIn(colleague)).toBe(true);
    });

    it('is not taken a second time', async () => {
      const { visitor } = await enter();
      const { location } = await visitor.open(`${test.origin}/api/v1/sessions/oidc/end`);
      await visitor.signOutAt(provider, location ?? '');
      expect(await tell((await lastTold()).body)).toMatchObject({ status: 400, body: { code: 'access.oidc-answer-invalid' } });
    });

    it('ends all sessions of a person when it names no session, those of her passkeys too, and nobody else’s', async () => {
      const [one, two, colleague] = [await enter(), await enter(), await enter('lee')];
      await test.app
        .get(Database)
        .query("UPDATE access_session SET method = 'passkey', provider_sid_hash = NULL WHERE token_hash = $1", [tokenHash(two.token)]);
      expect((await tell(form(await provider.signs({ header: typed, claims: order() })))).status).toBe(200);
      expect([await isIn(one), await isIn(two), await isIn(colleague)]).toEqual([false, false, true]);
    });

    it('ends nothing of somebody else when a session is named with the wrong person', async () => {
      const colleague = await enter('lee');
      const { visitor } = await enter('lee');
      const { location } = await visitor.open(`${test.origin}/api/v1/sessions/oidc/end`);
      await visitor.signOutAt(provider, location ?? '');
      const { sid } = (await lastTold()).claims;
      expect((await tell(form(await provider.signs({ header: typed, claims: order({ sid }) })))).status).toBe(200);
      expect((await tell(form(await provider.signs({ header: typed, claims: order({ sub: 'nobody-here' }) })))).status).toBe(200);
      expect(await isIn(colleague)).toBe(true);
    });

    it.each([
      ['names her alone', true, (): Record<string, unknown> => ({})],
      ['names her and a session', true, (sid: string): Record<string, unknown> => ({ sid })],
      ['names the session alone', true, (sid: string): Record<string, unknown> => ({ sid, sub: undefined })],
      ['names her and a session, of which the ID token says nothing', false, (sid: string): Record<string, unknown> => ({ sid })],
    ])('lets nobody in by a sign-in that was still being completed when it came, and %s', async (_, hasSid, claims) => {
      const visitor = new Visitor();
      const { location } = await visitor.open(`${test.origin}/api/v1/sessions/oidc`);
      const back = await visitor.signInAt(provider, location ?? '', 'kim');
      const sid = `session-${String(++serial)}`;
      expect((await tell(form(await provider.signs({ header: typed, claims: order(claims(sid)) })))).status).toBe(200);
      await provider.makesIdTokens({ claims: { sid: hasSid ? sid : null } });
      const end = await visitor.open(back.replace(HOME, test.origin));
      await provider.makesIdTokens(null);
      expect(new URL(end.location ?? '').searchParams.get('signInFailure')).toBe('access.oidc-answer-invalid');
      expect(end.cookies.filter((one) => one.startsWith('bongsu_session='))).toEqual([]);
      // Whoever begins anew is let in, and others were never kept out.
      expect([await isIn(await enter()), await isIn(await enter('lee'))]).toEqual([true, true]);
    });

    const forged: [string, () => { claims: Record<string, unknown>; header?: Record<string, unknown>; by?: 'a stranger' }, string][] = [
      ['somebody else has signed', () => ({ claims: order(), by: 'a stranger' }), 'signature'],
      ['nobody has signed', () => ({ claims: order(), header: { ...typed, alg: 'none' } }), 'signature'],
      ['the secret that both know has signed', () => ({ claims: order(), header: { ...typed, alg: 'HS256' } }), 'signature'],
      ['is an ID token by its type', () => ({ claims: order(), header: { typ: 'JWT' } }), 'type'],
      ['has no type', () => ({ claims: order(), header: {} }), 'type'],
      ['comes from another issuer', () => ({ claims: order({ iss: 'https://login.elsewhere.invalid' }) }), 'claims'],
      ['is meant for another application', () => ({ claims: order({ aud: 'another' }) }), 'claims'],
      ['is over', () => ({ claims: order({ iat: nowS() - 200, exp: nowS() - 60 }) }), 'times'],
      ['was kept for an hour', () => ({ claims: order({ iat: nowS() - 3_600, exp: nowS() + 3_600 }) }), 'times'],
      ['has a nonce, as ID tokens have', () => ({ claims: order({ nonce: 'of a sign-in' }) }), 'nonce'],
      ['tells of no sign-out', () => ({ claims: order({ events: { 'urn:something:else': {} } }) }), 'event'],
      ['has the sign-out as a word', () => ({ claims: order({ events: { [Object.keys(EVENTS)[0] ?? '']: 'yes' } }) }), 'event'],
      ['names nobody', () => ({ claims: order({ sub: undefined }) }), 'whom'],
      ['has no name by which it would be known again', () => ({ claims: order({ jti: undefined }) }), 'claims'],
    ];
    it.each(forged)('ends nothing when the token %s', async (_, token, why) => {
      const told = jest.spyOn(test.app.get(SecurityLog), 'tell');
      const here = await enter();
      expect(await tell(form(await provider.signs({ header: typed, ...token() })))).toMatchObject({ status: 400 });
      expect(await isIn(here)).toBe(true);
      const facts = { method: 'provider', failure: 'access.oidc-answer-invalid', why };
      expect(told).toHaveBeenCalledWith('authn_logout_fail', expect.any(String), facts);
      told.mockRestore();
    });

    it('is taken as a form alone, there alone, and is no more than a token', async () => {
      expect((await tell('state=x')).status).toBe(400);
      expect((await tell(`logout_token=${'x'.repeat(30_000)}`)).status).toBe(413);
      const elsewhere = await test.call(null, 'POST', '/api/v1/sessions', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' });
      expect(elsewhere).toMatchObject({ status: 415, body: { code: 'platform.unsupported-media-type' } });
    });
  });

  describe('and proving once more who one is', () => {
    const endOthers = (token: string) => test.call(token, 'POST', '/api/v1/me/sessions/end-others', {});
    const proved = (ago: string) =>
      test.app.get(Database).query(`UPDATE access_session SET proved_at = now() - interval '${ago}' WHERE ended_at IS NULL`, []);

    it('is asked for before other sessions are ended, and a session that is open at the provider is no proof', async () => {
      const { visitor, token } = await enter();
      await proved('11 minutes');
      expect(await endOthers(token)).toMatchObject({ status: 403, body: { code: 'access.sign-in-again' } });
      const question = new URL((await visitor.open(`${test.origin}/api/v1/sessions/oidc?again=true`)).location ?? '');
      expect(question.searchParams.get('prompt')).toBe('login');
      expect(question.searchParams.get('max_age')).toBe('0');
      const fresh = await enter('kim', visitor, true);
      expect((await endOthers(fresh.token)).status).toBe(204);
    });

    it('is not believed when the provider let somebody through by an old session', async () => {
      const visitor = new Visitor();
      const { location } = await visitor.open(`${test.origin}/api/v1/sessions/oidc?again=true`);
      const back = await visitor.signInAt(provider, location ?? '', 'kim');
      await provider.makesIdTokens({ claims: { auth_time: nowS() - 3_600 } });
      const end = await visitor.open(back.replace(HOME, test.origin));
      await provider.makesIdTokens(null);
      expect(new URL(end.location ?? '').searchParams.get('signInFailure')).toBe('access.oidc-answer-invalid');
    });
  });

  it('has an end for whoever sends wrong tokens, without keeping anybody from signing in', async () => {
    const wrong = form(await provider.signs({ header: typed, claims: order(), by: 'a stranger' }));
    const answers: number[] = [];
    for (let sent = 0; sent < 31; sent += 1) answers.push((await tell(wrong)).status);
    expect(new Set(answers)).toEqual(new Set([400, 429]));
    const last = await test.call(null, 'POST', BACK_CHANNEL, wrong, { 'content-type': 'application/x-www-form-urlencoded' });
    expect(last).toMatchObject({ status: 429, body: { code: 'access.too-many-tries' } });
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(await isIn(await enter())).toBe(true);
  });
});
