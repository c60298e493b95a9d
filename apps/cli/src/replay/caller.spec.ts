import { type IncomingMessage, type Server, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { PlainFailure } from '../plain-failure';
import { ApiRefusal, Caller } from './caller';

interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: string;
  readonly headers: IncomingMessage['headers'];
}
/** What the api says to the requests that come, one after the other; `cut` breaks the connection without a word. */
type Said = { readonly status: number; readonly body: unknown } | 'cut';

const session = {
  token: 'a-token',
  expiresAt: '2030-01-01T00:00:00.000Z',
  user: { id: '01890000-0000-7000-8000-000000000000', email: 'a@b.test', displayName: 'A', grants: [], permissions: [], due: null },
};
const problem = (status: number, code: string): Said => ({
  status,
  body: {
    type: 'about:blank',
    title: 'No',
    status,
    code,
    detail: 'It cannot be.',
    remedy: 'Do otherwise.',
    instance: '',
    correlationId: 'c',
  },
});
const thing = z.strictObject({ id: z.string() });

describe('a person at the public api', () => {
  let server: Server;
  let asked: Asked[];
  let says: Said[];
  let troubles: string[];
  let signIn: object;
  let caller: Caller;

  beforeEach(async () => {
    [asked, says, troubles] = [[], [], []];
    signIn = session;
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const { method = '', url = '', headers } = request;
        if (url === '/api/v1/sessions') return void response.end(JSON.stringify(signIn));
        asked.push({ method, path: url, body, headers });
        const said = says.shift() ?? 'cut';
        if (said === 'cut') return void request.socket.destroy();
        response.writeHead(said.status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(said.body));
      });
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    caller = new Caller(
      `http://127.0.0.1:${port}`,
      { email: 'a@b.test', password: 'secret', role: 'duty-officer', missions: ['KR-EMB-TR'] },
      { withinMs: 2_000, onTrouble: (what) => troubles.push(what) },
    );
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('sends the very same request again, with the same key, until it is answered', async () => {
    says = ['cut', { status: 503, body: {} }, 'cut', { status: 201, body: { id: 'r1' } }];
    await expect(caller.post('/reports', { summary: 'x' }, 'run:1', thing)).resolves.toEqual({ id: 'r1' });
    expect(asked).toHaveLength(4);
    expect(
      new Set(asked.map(({ body, headers }) => `${body} ${String(headers['idempotency-key'])} ${String(headers.authorization)}`)),
    ).toEqual(new Set(['{"summary":"x"} run:1 Bearer a-token']));
    expect(troubles).toHaveLength(1);
  });

  it('takes a refusal for an answer', async () => {
    says = [problem(409, 'dispatch.lot-already-reserved')];
    const refusal = await caller.post('/offers/o1/accept', {}, 'run:2', thing).catch((fault: unknown) => fault);
    expect(refusal).toBeInstanceOf(ApiRefusal);
    expect(refusal).toMatchObject({ status: 409, problem: { code: 'dispatch.lot-already-reserved' } });
    expect(asked).toHaveLength(1);
  });

  it('signs in again when the session has run out', async () => {
    says = [problem(401, 'access.not-signed-in'), { status: 200, body: { id: 'r1' } }];
    await expect(caller.get('/reports/r1', thing)).resolves.toEqual({ id: 'r1' });
  });

  it('does not sign in for ever', async () => {
    says = [problem(401, 'access.not-signed-in'), problem(401, 'access.not-signed-in'), problem(401, 'access.not-signed-in')];
    await expect(caller.get('/reports/r1', thing)).rejects.toMatchObject({ status: 401 });
    expect(asked).toHaveLength(2);
  });

  it('says in one sentence whose second factor it cannot give, and what to do', async () => {
    signIn = { challenge: 'c', factors: ['totp'], expiresAt: '2030-01-01T00:00:00.000Z' };
    const failure = await caller.get('/reports/r1', thing).catch((fault: unknown) => fault);
    expect(failure).toBeInstanceOf(PlainFailure);
    expect(failure).toMatchObject({
      exitCode: 1,
      message:
        'The account a@b.test has a second factor, which a replay cannot give: sign in as that account and remove it under “My account”, or name other accounts with --accounts.',
    });
    expect(asked).toEqual([]);
    expect(troubles).toEqual([]);
  });

  it('does not accept an answer that its contract does not know', async () => {
    says = [{ status: 200, body: { id: 'r1', secret: true } }];
    await expect(caller.get('/reports/r1', thing)).rejects.toThrow(/something else than its contract says/);
  });

  it('gives up when patience ends', async () => {
    await expect(caller.get('/reports/r1', thing)).rejects.toThrow('GET /reports/r1: the api does not answer, for 2 s');
  });
});
