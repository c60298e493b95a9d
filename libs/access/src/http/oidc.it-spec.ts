import { Database } from '@bongsu/platform';
import { eventually } from '../../../../test/harness/eventually';
import { MinistryProvider, Visitor } from '../../../../test/harness/ministry-provider';
import { type TestApp, startTestApp } from '../../../../test/harness/http-app';
import { KnownAccounts } from '../storage/known-accounts';
import { SecurityLog } from '../use-cases/security-log';

const HOME = 'http://localhost:3999';
const mapping = {
  rules: [
    { claim: 'groups', value: 'watch', role: 'headquarters-watch-officer', missions: '*' },
    { claim: 'groups', prefix: 'duty-', role: 'duty-officer' },
  ],
};
const person = (...groups: string[]) => ({ name: 'Invented Person', email: 'invented@ministry.invalid', groups });

describe('signing in with the ministry', () => {
  let provider: MinistryProvider;
  let test: TestApp;

  beforeAll(async () => {
    provider = await MinistryProvider.start({ redirectUri: `${HOME}/api/v1/sessions/oidc/callback`, people: {} });
    test = await startTestApp([], [], {
      PUBLIC_ORIGIN: HOME,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: MinistryProvider.clientId,
      OIDC_CLIENT_SECRET: MinistryProvider.clientSecret,
      OIDC_MAPPING: JSON.stringify(mapping),
      OIDC_TIMEOUT_MS: '2000',
    });
  });
  afterAll(async () => {
    await provider.stop();
    await test.close();
  });

  /** The installation calls itself by its public name; the test reaches it at its port. */
  const here = (address: string): string => address.replace(HOME, test.origin);
  const begin = async (visitor: Visitor, returnTo = '/'): Promise<string> => {
    const begun = await visitor.open(`${test.origin}/api/v1/sessions/oidc?returnTo=${encodeURIComponent(returnTo)}`);
    if (begun.location === null) throw new Error(`no redirection: ${String(begun.status)} ${begun.page}`);
    return begun.location;
  };
  /** From the button to the board, or to wherever it ends. */
  const signIn = async (login: string, visitor = new Visitor(), returnTo = '/') => {
    const back = await visitor.signInAt(provider, await begin(visitor, returnTo), login);
    return { visitor, back, end: await visitor.open(here(back)) };
  };
  const failureOf = ({ location }: { location: string | null }): string | null =>
    location === null ? null : new URL(location).searchParams.get('signInFailure');
  const me = async (visitor: Visitor) => {
    const { status, page } = await visitor.open(`${test.origin}/api/v1/me`);
    return { status, body: JSON.parse(page) as { id: string; email: string; displayName: string; grants: unknown[] } };
  };
  const rows = <Row>(sql: string, ...parameters: unknown[]): Promise<Row[]> => test.app.get(Database).query<Row>(sql, parameters);
  const idOf = (email: string): Promise<string | null> => test.app.get(KnownAccounts, { strict: false }).idOf(email);

  it('is offered on the sign-in page', async () => {
    expect(await test.call(null, 'GET', '/api/v1/sessions/ways')).toMatchObject({ status: 200, body: { password: true, oidc: true } });
  });

  it('asks the provider with PKCE, state and nonce, and leaves nothing in the browser but a secret that goes nowhere else', async () => {
    const visitor = new Visitor();
    const begun = await visitor.open(`${test.origin}/api/v1/sessions/oidc`);
    const question = new URL(begun.location ?? '');
    expect(begun.status).toBe(302);
    expect(Object.fromEntries(question.searchParams)).toMatchObject({
      response_type: 'code',
      code_challenge_method: 'S256',
      redirect_uri: `${HOME}/api/v1/sessions/oidc/callback`,
      state: expect.stringMatching(/^.{40,}$/) as string,
      nonce: expect.stringMatching(/^.{40,}$/) as string,
    });
    expect(begun.cookies).toEqual([
      expect.stringMatching(/^bongsu_oidc=[\w-]{43}; Path=\/api\/v1\/sessions\/oidc; HttpOnly; SameSite=Lax; Max-Age=600$/),
    ]);
  });

  it('makes an account at the first sign-in, in the roles that the claims give, and leads back to where one was', async () => {
    await provider.knows({ kim: person('duty-KR-EMB-TR', 'canteen') });
    const { visitor, end } = await signIn('kim', new Visitor(), '/incidents?open=1');
    expect(end).toMatchObject({ status: 302, location: `${test.origin}/incidents?open=1` });
    expect(end.cookies.some((cookie) => /^bongsu_session=.*HttpOnly; SameSite=Strict/.test(cookie))).toBe(true);
    expect(await me(visitor)).toMatchObject({
      status: 200,
      body: {
        email: 'invented@ministry.invalid',
        displayName: 'Invented Person',
        grants: [{ role: 'duty-officer', missions: ['KR-EMB-TR'] }],
      },
    });
  });

  it('finds the same account again, and changes its roles to what the ministry says now, in open sessions too', async () => {
    await provider.knows({ lee: { ...person('duty-KR-EMB-TR'), email: 'lee@ministry.invalid' } });
    const first = await signIn('lee');
    const before = await me(first.visitor);
    await provider.knows({ lee: { ...person('watch'), email: 'lee.new@ministry.invalid' } });
    const second = await signIn('lee');
    expect((await me(second.visitor)).body).toMatchObject({
      id: before.body.id,
      email: 'lee.new@ministry.invalid',
      grants: [{ role: 'headquarters-watch-officer', missions: '*' }],
    });
    await eventually('the session that was open has the new role', async () =>
      JSON.stringify((await me(first.visitor)).body.grants).includes('headquarters-watch-officer'),
    );
    const kinds = await rows<{ kind: string }>('SELECT kind FROM journal_entry WHERE subject_id = $1 ORDER BY id', before.body.id);
    expect(kinds.map(({ kind }) => kind)).toEqual([
      'access.account-made-at-sign-in',
      'access.signed-in',
      'access.roles-mapped',
      'access.signed-in',
    ]);
  });

  it('refuses whom no rule gives a role, makes no account, and takes the roles of somebody who has lost hers', async () => {
    await provider.knows({ choi: { ...person('canteen'), email: 'choi@ministry.invalid' } });
    const stranger = await signIn('choi');
    expect(failureOf(stranger.end)).toBe('access.oidc-no-role');
    expect(await idOf('choi@ministry.invalid')).toBeNull();

    await provider.knows({ choi: { ...person('watch'), email: 'choi@ministry.invalid' } });
    await signIn('choi');
    await provider.knows({ choi: { ...person('canteen'), email: 'choi@ministry.invalid' } });
    expect(failureOf((await signIn('choi')).end)).toBe('access.oidc-no-role');
    expect(await rows('SELECT grants FROM access_account WHERE id = $1', (await idOf('choi@ministry.invalid')) ?? '')).toEqual([
      { grants: [] },
    ]);
  });

  it('writes every refusal down under the reference that the person was given, without a word about who she is', async () => {
    const told = jest.spyOn(test.app.get(SecurityLog), 'tell');
    await provider.knows({ hong: { ...person('canteen'), email: 'hong@ministry.invalid' } });
    const { end } = await signIn('hong');
    const reference = new URL(end.location ?? '').searchParams.get('reference');
    expect(told).toHaveBeenCalledWith('authn_login_fail', reference, {
      method: 'provider',
      failure: 'access.oidc-no-role',
      why: 'refused',
      subjectDigest: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      claims: expect.stringContaining('groups') as string,
    });
    expect(JSON.stringify(told.mock.calls)).not.toMatch(/hong|canteen|Invented/);
    told.mockRestore();
  });

  it('never takes over an account because it has the same e-mail address', async () => {
    await test.signIn({ role: 'administrator', missions: '*' });
    await provider.knows({ mallory: { ...person('duty-KR-EMB-TR'), email: 'person-1@test.invalid' } });
    expect(failureOf((await signIn('mallory')).end)).toBe('access.oidc-address-taken');
  });

  it('refuses a disabled account', async () => {
    await provider.knows({ park: { ...person('watch'), email: 'park@ministry.invalid' } });
    const { visitor } = await signIn('park');
    await rows('UPDATE access_account SET disabled_at = now() WHERE id = $1', (await idOf('park@ministry.invalid')) ?? '');
    expect(failureOf((await signIn('park', visitor)).end)).toBe('access.account-disabled');
  });

  it('says which claim is missing to the log and what to do to the person, when the provider keeps the address to itself', async () => {
    await provider.knows({ han: { name: 'Invented Person', groups: ['watch'] } });
    expect(failureOf((await signIn('han')).end)).toBe('access.oidc-claims-missing');
  });

  it('takes an answer once', async () => {
    await provider.knows({ kim: person('watch') });
    const { visitor, back } = await signIn('kim');
    expect(failureOf(await visitor.open(here(back)))).toBe('access.oidc-not-begun-here');
  });

  it('takes a code once: the provider refuses it the second time, whatever the browser brings', async () => {
    const { visitor, back } = await signIn('kim');
    const again = new URL(await begin(visitor));
    const replayed = new URL(here(back));
    replayed.searchParams.set('state', again.searchParams.get('state') ?? '');
    expect(failureOf(await visitor.open(replayed.href))).toBe('access.oidc-answer-invalid');
  });

  it('refuses a wrong state', async () => {
    const visitor = new Visitor();
    const back = new URL(here(await visitor.signInAt(provider, await begin(visitor), 'kim')));
    back.searchParams.set('state', 'another');
    const end = await visitor.open(back.href);
    expect(failureOf(end)).toBe('access.oidc-answer-invalid');
    expect(end.cookies.some((cookie) => cookie.startsWith('bongsu_session='))).toBe(false);
  });

  it('refuses a link that would sign somebody in to another person’s account', async () => {
    const attacker = new Visitor();
    const link = here(await attacker.signInAt(provider, await begin(attacker), 'kim'));
    expect(failureOf(await new Visitor().open(link))).toBe('access.oidc-not-begun-here');
    const victim = new Visitor();
    await begin(victim);
    expect(failureOf(await victim.open(link))).toBe('access.oidc-answer-invalid');
  });

  it('tells a person who said no at the provider to try again', async () => {
    const visitor = new Visitor();
    const state = new URL(await begin(visitor)).searchParams.get('state') ?? '';
    const said = new URLSearchParams({ error: 'access_denied', state, iss: provider.issuer });
    expect(failureOf(await visitor.open(`${test.origin}/api/v1/sessions/oidc/callback?${said.toString()}`))).toBe('access.oidc-declined');
  });

  it.each(['https://evil.invalid/', '//evil.invalid', '/\\evil.invalid', 'javascript:alert(1)', '/a\r\nset-cookie: x=y'])(
    'leads nowhere else afterwards: %j',
    async (returnTo) => {
      const { status } = await new Visitor().open(`${test.origin}/api/v1/sessions/oidc?returnTo=${encodeURIComponent(returnTo)}`);
      expect(status).toBe(400);
    },
  );

  it('says so when the provider is down, and local accounts go on', async () => {
    const visitor = new Visitor();
    const back = here(await visitor.signInAt(provider, await begin(visitor), 'kim'));
    const fresh = await startTestApp([], [], {
      PUBLIC_ORIGIN: HOME,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: MinistryProvider.clientId,
      OIDC_CLIENT_SECRET: MinistryProvider.clientSecret,
      OIDC_MAPPING: JSON.stringify(mapping),
    });
    await provider.stop();
    // One that has read the provider's description before, and one that has not.
    expect(failureOf(await visitor.open(back))).toBe('access.oidc-unavailable');
    expect(failureOf(await new Visitor().open(`${fresh.origin}/api/v1/sessions/oidc`))).toBe('access.oidc-unavailable');
    expect(await fresh.signIn({ role: 'administrator', missions: '*' })).toMatch(/^[\w-]{43}$/);
    await fresh.close();
  });
});
