import { Database } from '@bongsu/platform';
import { MinistryProvider, type Token, Visitor } from '../../../../test/harness/ministry-provider';
import { type TestApp, startTestApp } from '../../../../test/harness/http-app';
import { SecurityLog } from '../use-cases/security-log';

const HOME = 'http://localhost:3999';
const mapping = { rules: [{ claim: 'groups', value: 'watch', role: 'headquarters-watch-officer', missions: '*' }] };
const nowS = (): number => Math.floor(Date.now() / 1_000);

describe('a provider that misbehaves', () => {
  let provider: MinistryProvider;
  let test: TestApp;

  beforeAll(async () => {
    const person = { name: 'Invented Person', email: 'invented@ministry.invalid', groups: ['watch'] };
    provider = await MinistryProvider.start({ redirectUri: `${HOME}/api/v1/sessions/oidc/callback`, people: { kim: person } });
    test = await startTestApp([], [], {
      PUBLIC_ORIGIN: HOME,
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: MinistryProvider.clientId,
      OIDC_CLIENT_SECRET: MinistryProvider.clientSecret,
      OIDC_MAPPING: JSON.stringify(mapping),
      OIDC_ACR_VALUES: 'two-factors smart-card',
      OIDC_AMR_VALUES: 'mfa otp',
    });
  });
  afterEach(() => provider.makesIdTokens(null));
  afterAll(async () => {
    await provider.stop();
    await test.close();
  });

  const strong = { acr: 'smart-card', amr: ['pwd', 'otp'] };
  const signIn = async (visitor = new Visitor()) => {
    const { location } = await visitor.open(`${test.origin}/api/v1/sessions/oidc`);
    const back = await visitor.signInAt(provider, location ?? '', 'kim');
    const end = await visitor.open(back.replace(HOME, test.origin));
    const failure = new URL(end.location ?? '').searchParams.get('signInFailure');
    return { failure, entered: end.cookies.some((cookie) => cookie.startsWith('bongsu_session=')), asked: new URL(location ?? '') };
  };

  it('lets nobody in by mistake: the same sign-in in order is let in', async () => {
    await provider.makesIdTokens({ claims: strong });
    expect(await signIn()).toMatchObject({ failure: null, entered: true });
  });

  const broken: [string, () => Token][] = [
    ['that somebody else has signed', () => ({ by: 'a stranger' })],
    ['that nobody has signed', () => ({ header: { alg: 'none' } })],
    ['that is signed with the secret that both know', () => ({ header: { alg: 'HS256' } })],
    ['for another sign-in, with another nonce', () => ({ claims: { nonce: 'of another sign-in, long enough to be one' } })],
    ['without a nonce', () => ({ claims: { nonce: null } })],
    ['of another issuer', () => ({ claims: { iss: 'https://login.elsewhere.invalid' } })],
    ['meant for another application', () => ({ claims: { aud: 'another' } })],
    ['meant for another application too, and handed out to that', () => ({ claims: { aud: ['bongsu', 'another'], azp: 'another' } })],
    ['that is too old', () => ({ claims: { iat: nowS() - 7_200, exp: nowS() - 3_600 } })],
    ['that is not good yet', () => ({ claims: { nbf: nowS() + 3_600 } })],
  ];
  it.each(broken)('is not believed an ID token %s', async (_, token) => {
    const { claims, ...rest } = token();
    await provider.makesIdTokens({ ...rest, claims: { ...strong, ...claims } });
    expect(await signIn()).toMatchObject({ failure: 'access.oidc-answer-invalid', entered: false });
  });

  it('asks for the strength of sign-in that is demanded', async () => {
    await provider.makesIdTokens({ claims: strong });
    expect((await signIn()).asked.searchParams.get('acr_values')).toBe('two-factors smart-card');
  });

  it.each([
    ['acr', 'of no strength', { acr: null }],
    ['acr', 'of another strength', { acr: 'password' }],
    ['amr', 'by a password alone', { amr: ['pwd'] }],
    ['amr', 'that does not say how', { amr: null }],
  ])('is told clearly that a sign-in is too weak (%s): one %s', async (why, _, claims) => {
    const told = jest.spyOn(test.app.get(SecurityLog), 'tell');
    await provider.makesIdTokens({ claims: { ...strong, ...claims } });
    expect(await signIn()).toMatchObject({ failure: 'access.oidc-too-weak', entered: false });
    expect(told).toHaveBeenCalledWith(
      'authn_login_fail',
      expect.any(String),
      expect.objectContaining({ failure: 'access.oidc-too-weak', why }),
    );
    told.mockRestore();
  });

  it('has made no session with any of it but those in order', async () => {
    expect(await test.app.get(Database).query('SELECT DISTINCT method FROM access_session', [])).toEqual([{ method: 'provider' }]);
    expect(await test.app.get(Database).query('SELECT count(*)::int AS count FROM access_session', [])).toEqual([{ count: 2 }]);
  });
});
