import { connect } from 'node:net';
import { request as httpRequest } from 'node:http';
import type { Problem } from '@bongsu/platform/contract';
import { type TestApp } from '../harness/http-app';
import { seededMissions } from '../harness/seeded-missions';
import { startWholeApi } from '../harness/whole-api';

const report = {
  summary: 'Two travellers cannot be reached',
  category: 'missing-person',
  urgency: 'U2',
  evidenceGrade: 'C',
  channel: 'phone',
  place: { text: 'Antakya', precision: 'city' },
  missionId: 'KR-EMB-TR',
};

const monitoring = 'a-token-of-the-monitoring';

describe('what callers may not do to the api', () => {
  let test: TestApp;
  let token: string;

  beforeAll(async () => {
    test = await startWholeApi({
      RATE_ACCOUNT_PER_SECOND: '3',
      RATE_INTAKE_ACCOUNT_PER_SECOND: '20',
      REQUEST_HEADERS_TIMEOUT_MS: '300',
      REQUEST_TIMEOUT_MS: '600',
      TRUSTED_PROXIES: '',
      METRICS_TOKEN: monitoring,
    });
    await seededMissions(test.app);
    token = await test.signIn({ role: 'duty-officer', missions: ['KR-EMB-TR'] });
  }, 60_000);
  afterAll(() => test.close());

  /** Writes bytes to the api and answers what it said before it hung up. */
  const spoken = (bytes: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const { port, hostname } = new URL(test.origin);
      const socket = connect(Number(port), hostname, () => socket.write(bytes));
      let said = '';
      socket.on('data', (chunk) => (said += chunk.toString()));
      socket.on('close', () => resolve(said));
      socket.on('error', reject);
    });
  const statusOf = (method: string, path: string): Promise<{ status: number; allow: string | undefined; body: string }> =>
    new Promise((resolve, reject) => {
      const { port, hostname } = new URL(test.origin);
      const asked = httpRequest({ hostname, port, method, path }, (answer) => {
        let body = '';
        answer.on('data', (chunk: Buffer) => (body += chunk.toString()));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, allow: answer.headers.allow, body }));
      });
      asked.on('error', reject);
      asked.end();
    });

  it('an account that asks too often is told when to come again, and can file reports all the same', async () => {
    const hasty = await test.signIn({ role: 'duty-officer', missions: ['KR-EMB-TR'] });
    const lists = await Promise.all(Array.from({ length: 40 }, () => test.call(hasty, 'GET', '/api/v1/incidents')));
    const refused = lists.filter(({ status }) => status === 429);
    expect(lists.filter(({ status }) => status === 200)).toHaveLength(30);
    expect(refused).toHaveLength(10);
    expect(refused[0]?.body as unknown as Problem).toMatchObject({ code: 'platform.too-many-requests', facts: { limit: 'account' } });
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
    expect((await test.call(hasty, 'POST', '/api/v1/reports', report)).status).toBe(201);
    expect((await test.call(token, 'GET', '/api/v1/incidents')).status).toBe(200);
    for (let n = 0; n < 5; n++) expect((await test.call(null, 'GET', '/health/live')).status).toBe(200);
  });

  it.each([
    ['a thousand levels deep', `{"summary":${'['.repeat(1_000)}${']'.repeat(1_000)}}`],
    ['a list without end', JSON.stringify({ ...report, tags: Array.from({ length: 6_000 }, () => 1) })],
    ['one text without end', JSON.stringify({ ...report, details: 'x'.repeat(40_000) })],
  ])('a body that is %s is refused before anything reads it', async (_, body) => {
    expect(await test.call(token, 'POST', '/api/v1/reports', body)).toMatchObject({
      status: 400,
      body: { code: 'platform.misshapen-body' },
    });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/xml'])(
    'a body of type %s is not taken',
    async (type) => {
      const answer = await test.call(token, 'POST', '/api/v1/reports', 'summary=x', { 'content-type': type });
      expect(answer).toMatchObject({ status: 415, body: { code: 'platform.unsupported-media-type' } });
    },
  );

  it.each([
    ['PUT', '/api/v1/incidents', 'GET, HEAD, POST'],
    ['DELETE', '/api/v1/reports/01890000-0000-7000-8000-000000000000', 'GET, HEAD'],
    ['GET', '/api/v1/incidents/01890000-0000-7000-8000-000000000000/assess', 'POST'],
    ['TRACE', '/api/v1/incidents', 'GET, HEAD, POST'],
    ['OPTIONS', '/api/v1/incidents', 'GET, HEAD, POST'],
  ])('%s %s is no method of it', async (method, path, allow) => {
    const answer = await statusOf(method, path);
    expect([answer.status, answer.allow]).toEqual([405, allow]);
  });

  it('an address without end is not looked up', async () => {
    expect((await statusOf('GET', `/api/v1/incidents?cursor=${'x'.repeat(5_000)}`)).status).toBe(414);
  });

  it('an address that is no address is answered as everything else', async () => {
    const { status, body } = await statusOf('GET', '/api/v1/incidents/%zz');
    expect([status, (JSON.parse(body) as Problem).code]).toEqual([400, 'platform.malformed-request']);
  });

  it('a caller who sends slowly is hung up on, in the headers and in the body', async () => {
    expect(await spoken('GET /health/live HTTP/1.1\r\nHost: x\r\nX-Slow: ')).toMatch(/^HTTP\/1\.1 408 [\s\S]*platform\.request-too-slow/);
    const body = await spoken(
      'POST /api/v1/sessions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{',
    );
    expect(body).toMatch(/^HTTP\/1\.1 408 /);
  }, 20_000);

  it('what is no HTTP at all, or has headers without end, is hung up on', async () => {
    expect(await spoken('\u0016\u0003\u0001 hello\r\n\r\n')).toMatch(/^HTTP\/1\.1 400 [\s\S]*platform\.malformed-request/);
    expect(await spoken(`GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 431 /);
  });

  it('nobody’s word about where she asks from is believed', async () => {
    const { body } = await test.call(token, 'GET', '/api/v1/me/sessions', undefined, {
      'x-forwarded-for': '203.0.113.99',
      'x-forwarded-host': 'evil.example',
    });
    expect(JSON.stringify(body)).not.toContain('203.0.113.99');
  });

  it.each(['/metrics', '/api/openapi.json'])('%s is there for the machine itself alone, not for the world behind a proxy', async (path) => {
    expect((await test.call(null, 'GET', path)).status).toBe(200);
    const outside = await test.call(null, 'GET', path, undefined, { 'x-forwarded-for': '203.0.113.7' });
    expect(outside).toMatchObject({ status: 404, body: { code: 'platform.no-such-address' } });
    expect(
      (await test.call(null, 'GET', path, undefined, { 'x-forwarded-for': '203.0.113.7', authorization: `Bearer ${monitoring}` })).status,
    ).toBe(200);
  });

  it('answers tell no stack, no version and nothing to keep', async () => {
    const { headers, body } = await test.call(null, 'GET', '/api/v1/incidents');
    expect(headers.get('server')).toBeNull();
    expect(headers.get('x-powered-by')).toBeNull();
    expect(JSON.stringify(body)).not.toMatch(/\bat .+:\d+|node_modules/);
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'referrer-policy': 'no-referrer',
    });
    expect(headers.get('strict-transport-security')).toBeNull();
  });
});
