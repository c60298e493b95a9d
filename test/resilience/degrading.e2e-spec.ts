import { randomUUID } from 'node:crypto';
import { Client } from 'pg';
import { type Socket, io } from 'socket.io-client';
import type { Condition, Problem } from '@bongsu/platform/contract';
import { freePort } from '../../apps/cli/src/free-port';
import { type LineFault, TcpProxy } from '../faults/world/tcp-proxy';
import { eventually } from '../harness/eventually';
import { Installation } from '../harness/installation';
import { startPrivateRedis } from '../harness/redis';
import { describeOnRedis } from '../harness/test-redis';

const aReport = (summary: string) => ({
  summary,
  category: 'earthquake',
  urgency: 'U2',
  evidenceGrade: 'C',
  channel: 'phone',
  place: { text: 'Antakya', lat: 36.2, lng: 36.16, precision: 'city' },
});

/** What was open is torn too: a server that ends takes its lines along. */
async function spoil(line: TcpProxy, fault: LineFault): Promise<void> {
  const spoilt = line.spoil(fault);
  if (fault.kind === 'refuse') {
    await new Promise(setImmediate);
    line.tearAll();
  }
  await spoilt;
}

interface Answer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly tookMs: number;
  readonly body: Record<string, unknown>;
}

describeOnRedis('what goes on without a part', () => {
  let redis: Awaited<ReturnType<typeof startPrivateRedis>>;
  let toRedis: TcpProxy;
  let toDatabase: TcpProxy;
  let installation: Installation;
  let client: Client;
  let token: string;
  let board: Socket;
  let condition: Condition | undefined;

  beforeAll(async () => {
    redis = await startPrivateRedis();
    toRedis = await TcpProxy.open(await freePort(), Number(new URL(redis.url).port));
    const through = async (url: string): Promise<string> => {
      const inFront = new URL(url);
      toDatabase = await TcpProxy.open(await freePort(), Number(inFront.port));
      inFront.port = String(toDatabase.port);
      return inFront.href;
    };
    const variables = { REDIS_URL: `redis://127.0.0.1:${String(toRedis.port)}`, INCIDENT_ACK_MINUTES: '0.05' };
    installation = await Installation.stand(variables, through);
    client = new Client({ connectionString: installation.database.url });
    await client.connect();
    const officer = installation.accounts().find(({ role, missions }) => role === 'duty-officer' && missions.includes('KR-EMB-TR'));
    const session = await call('POST', '/sessions', { email: officer?.email, password: officer?.password });
    token = String(session.body['token']);
    board = io(installation.address, { path: '/live', transports: ['websocket'], auth: { token }, forceNew: true });
    board.on('condition', (told: Condition) => (condition = told));
    await eventually('the board is told how things stand', () => condition !== undefined);
  }, 120_000);
  afterAll(async () => {
    board.disconnect();
    await client.end();
    await installation.stop();
    await toDatabase.close();
    await toRedis.close();
    await redis.stop();
  }, 60_000);

  async function call(method: string, path: string, body?: object, key?: string): Promise<Answer> {
    const beganAt = performance.now();
    const answer = await fetch(`${installation.address}/api/v1${path}`, {
      method,
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(key === undefined ? {} : { 'idempotency-key': key }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(20_000),
    });
    const said = (await answer.json()) as Record<string, unknown>;
    return { status: answer.status, retryAfter: answer.headers.get('retry-after'), tookMs: performance.now() - beganAt, body: said };
  }
  const count = async (sql: string, ...values: unknown[]): Promise<number> =>
    Number((await client.query<{ n: string }>(`SELECT count(*) AS n FROM ${sql}`, values)).rows[0]?.n);
  const openIncident = async (): Promise<string> => {
    const opened = await call('POST', '/incidents', {
      title: 'Earthquake in Hatay',
      category: 'earthquake',
      urgency: 'U2',
      missionId: 'KR-EMB-TR',
      countryIso2: 'TR',
      lat: 36.2,
      lng: 36.16,
      zone: 'Europe/Istanbul',
      occurredAt: null,
      seal: null,
    });
    expect(opened.status).toBe(201);
    return String(opened.body['id']);
  };
  const overdueTold = (incidentId: string): Promise<number> =>
    count("journal_entry WHERE kind = 'incidents.incident-ack-overdue' AND incident_id = $1", incidentId);

  it('without Redis reports are taken, boards are read and deadlines kept; lanes wait, and boards say so until it is back', async () => {
    await spoil(toRedis, { kind: 'refuse' });
    await eventually('boards are told that the queues are away', () => condition?.away.queues);
    expect(condition?.away.database).toBeUndefined();

    const filed = await Promise.all(Array.from({ length: 20 }, (_, n) => call('POST', '/reports', aReport(`Caller ${String(n)}`))));
    expect(filed.map(({ status }) => status)).toEqual(filed.map(() => 201));
    expect((await call('GET', '/board/snapshot')).status).toBe(200);
    const ready = await fetch(`${installation.address}/health/ready`);
    expect([ready.status, ((await ready.json()) as { status: string }).status]).toEqual([200, 'degraded']);

    // One after the other: the rows of the second are written while nobody takes the jobs of the first.
    for (const incidentId of [await openIncident(), await openIncident()])
      await eventually('the deadline was kept from its row', async () => (await overdueTold(incidentId)) === 1, 30_000);

    await toRedis.mend();
    await eventually('boards are told that all is well', () => condition !== undefined && Object.keys(condition.away).length === 0, 30_000);
    const waiting = 'platform_promised_job WHERE kept_at IS NULL AND dead_at IS NULL AND due_at <= now()';
    await eventually('what waited is done', async () => (await count(waiting)) === 0, 60_000);
    // Kept from rows and offered by the queue that came back: told once.
    expect(
      await count(
        "(SELECT incident_id FROM journal_entry WHERE kind = 'incidents.incident-ack-overdue' GROUP BY 1 HAVING count(*) > 1) AS twice",
      ),
    ).toBe(0);
  }, 150_000);

  it.each([
    ['nobody listens', { kind: 'refuse' } as const],
    ['nothing comes back', { kind: 'half-open' } as const],
    ['everything disappears', { kind: 'drop' } as const],
  ])(
    'without a database (%s) every answer is 503 within two seconds; the same key stores the report once',
    async (_how, fault) => {
      const before = await count('incidents_report');
      const key = randomUUID();
      const report = aReport(`Filed when ${fault.kind}`);
      const load = Array.from({ length: 10 }, async () => {
        const answers: Answer[] = [];
        for (let n = 0; n < 3; n++)
          answers.push(await call('GET', '/incidents').catch(() => ({ status: 0, retryAfter: null, tookMs: 0, body: {} })));
        return answers;
      });
      await spoil(toDatabase, fault);
      const lost = await call('POST', '/reports', report, key);
      const next = await call('GET', '/reports');
      for (const answer of [lost, next]) {
        expect(answer).toMatchObject({ status: 503, body: { code: 'platform.unavailable' } satisfies Partial<Problem> });
        expect(Number(answer.retryAfter)).toBeGreaterThan(0);
      }
      const all = [lost, next, ...(await Promise.all(load)).flat()];
      expect(all.filter(({ status }) => status !== 200 && status !== 503)).toEqual([]);
      expect(Math.max(...all.filter(({ status }) => status === 503).map(({ tookMs }) => tookMs))).toBeLessThan(2_000);
      await eventually('boards are told', () => condition?.away.database);
      const ready = await fetch(`${installation.address}/health/ready`);
      expect(ready.status).toBe(503);

      toDatabase.tearAll();
      await toDatabase.mend();
      const stored = await eventually('it is stored', async () => {
        const again = await call('POST', '/reports', report, key);
        return again.status === 201 ? again : undefined;
      });
      expect((await call('POST', '/reports', report, key)).body['id']).toBe(stored.body['id']);
      expect(await count('incidents_report')).toBe(before + 1);
      await eventually('boards are told that it is back', () => condition !== undefined && condition.away.database === undefined);
    },
    90_000,
  );
});
