import { Logger } from '@nestjs/common';
import { type TestApp, startTestApp } from '../../../../test/harness/http-app';

describe('the security log', () => {
  let test: TestApp;
  let token: string;
  let id: string;

  beforeAll(async () => {
    test = await startTestApp([], [], { PUBLIC_ORIGIN: 'https://bongsu.example' });
    token = await test.signIn({ role: 'duty-officer', missions: ['KR-EMB-TR'] });
    ({ id } = (await test.call(token, 'GET', '/api/v1/me')).body);
  });
  afterAll(() => test.close());

  /** What is told to the log while `ask` is answered. */
  const linesOf = async (ask: () => Promise<unknown>): Promise<unknown[]> => {
    const told = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
    await ask();
    const lines = told.mock.calls.map(([line]) => line as unknown);
    told.mockRestore();
    return lines;
  };
  const reference = { 'x-correlation-id': 'asked-in-this-test' };

  it('tells who asked for what without the right to it, under the reference of the answer', async () => {
    const lines = await linesOf(async () => {
      const { status, headers } = await test.call(token, 'GET', '/api/v1/accounts', undefined, reference);
      expect([status, headers.get('x-correlation-id')]).toEqual([403, 'asked-in-this-test']);
    });
    expect(lines).toEqual([{ msg: 'authz_fail', correlationId: 'asked-in-this-test', actor: id, permission: 'access.people.manage' }]);
  });

  it('tells of a change that a foreign page asked for', async () => {
    const headers = { ...reference, cookie: `__Host-bongsu_session=${token}`, origin: 'https://evil.example' };
    const lines = await linesOf(() => test.call(null, 'POST', '/api/v1/me/sessions/end-others', {}, headers));
    expect(lines).toEqual([{ msg: 'authz_fail', correlationId: 'asked-in-this-test', origin: 'foreign' }]);
  });

  it('tells nothing of what is permitted', async () => {
    expect(await linesOf(() => test.call(token, 'GET', '/api/v1/me', undefined, reference))).toEqual([]);
  });

  it('holds neither name nor address nor what was typed when somebody is not let in', async () => {
    const wrong = { email: 'never-heard-of@post.invalid', password: 'typed in vain' };
    const lines = await linesOf(() => test.call(null, 'POST', '/api/v1/sessions', wrong, reference));
    expect(lines).toEqual([{ msg: 'authn_login_fail', correlationId: 'asked-in-this-test', account: null, method: 'password' }]);
  });
});
