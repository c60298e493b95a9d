import { type TestApp, startTestApp } from '../../../../test/harness/http-app';

describe('a request that another site made the browser send', () => {
  let test: TestApp;
  let cookie: string;
  let token: string;

  beforeAll(async () => {
    test = await startTestApp([], [], { PUBLIC_ORIGIN: 'https://bongsu.example' });
    token = await test.signIn({ role: 'duty-officer', missions: ['KR-EMB-TR'] });
    cookie = `__Host-bongsu_session=${token}`;
  });
  afterAll(() => test.close());

  const proof = { password: 'correct horse battery staple' };
  const change = (headers: Record<string, string>) => test.call(null, 'POST', '/api/v1/me/sessions/end-others', { proof }, headers);

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }],
    ['another site, in a browser without fetch metadata', { origin: 'https://evil.example' }],
    ['a sibling domain, which SameSite lets through', { 'sec-fetch-site': 'same-site', origin: 'https://other.bongsu.example' }],
    ['a sandboxed frame', { origin: 'null' }],
    ['nobody knows where', {}],
  ])('changes nothing when it comes from %s', async (_, headers) => {
    expect(await change({ cookie, ...headers })).toMatchObject({ status: 403, body: { code: 'access.foreign-origin' } });
  });

  it.each([
    ['the board', { 'sec-fetch-site': 'same-origin' }],
    ['the board, in a browser without fetch metadata', { origin: 'https://bongsu.example' }],
  ])('is done when it comes from %s', async (_, headers) => {
    const own = await test.signIn({ role: 'duty-officer', missions: ['KR-EMB-TR'] });
    expect((await change({ cookie: `__Host-bongsu_session=${own}`, ...headers })).status).toBeLessThan(300);
  });

  it('is done for a program, which brings its token itself', async () => {
    expect((await change({ authorization: `Bearer ${token}` })).status).toBeLessThan(300);
  });

  it('signs nobody in to somebody else’s account', async () => {
    const answer = await test.call(
      null,
      'POST',
      '/api/v1/sessions',
      { email: 'a@test.invalid', password: 'x' },
      { origin: 'https://evil.example' },
    );
    expect(answer).toMatchObject({ status: 403, body: { code: 'access.foreign-origin' } });
    expect(answer.headers.get('set-cookie')).toBeNull();
  });

  it('may read with the cookie, which tells the other site nothing: no answer is shared with it', async () => {
    const answer = await test.call(null, 'GET', '/api/v1/me', undefined, { cookie, origin: 'https://evil.example' });
    expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([200, null]);
  });

  it('finds no session in a cookie that a sibling domain may have set', async () => {
    expect((await test.call(null, 'GET', '/api/v1/me', undefined, { cookie: `bongsu_session=${token}` })).status).toBe(401);
  });
});
