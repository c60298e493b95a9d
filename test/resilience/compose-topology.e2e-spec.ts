import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { FollowAnswer, Frame } from '@bongsu/platform/contract';
import { CORE_SCHEMA, load, mergeTag } from 'js-yaml';
import { Client } from 'pg';
import { io } from 'socket.io-client';
import { z } from 'zod';
import { demoAccountsSchema } from '../../apps/cli/src/demo-accounts';
import { freePort } from '../../apps/cli/src/free-port';
import { guardProcesses } from '../../apps/cli/src/process-guard';
import { startThrowawayPostgres, type ThrowawayPostgres } from '../harness/embedded-postgres';
import { eventually } from '../harness/eventually';
import { startPrivateRedis } from '../harness/redis';
import { describeOnRedis } from '../harness/test-redis';

const root = join(__dirname, '../..');
const variables = z.record(z.string(), z.string());
const serviceSchema = z.object({
  command: z.string().optional(),
  environment: variables.optional(),
  healthcheck: z.object({ test: z.union([z.string(), z.array(z.string())]) }).optional(),
});
const { services } = z
  .object({ services: z.record(z.string(), serviceSchema) })
  .parse(load(readFileSync(join(root, 'docker-compose.yml'), 'utf8'), { schema: CORE_SCHEMA.withTags(mergeTag) }));
/** What the image itself sets. */
const imageSays = variables.parse(
  Object.fromEntries(
    [...readFileSync(join(root, 'Dockerfile'), 'utf8').matchAll(/^ENV (.+)$/gm)].flatMap(([, line = '']) =>
      line.split(' ').map((pair) => pair.split('=') as [string, string]),
    ),
  ),
);

/** A process that runs what a service runs, with what the service is given, and nothing else from here. */
interface Running {
  readonly child: ChildProcess;
  readonly port: number;
  readonly said: () => string;
}

describeOnRedis('the topology of docker-compose.yml, without Docker', () => {
  const guard = guardProcesses();
  const home = mkdtempSync(join(tmpdir(), 'bongsu-test-compose-'));
  const started: Running[] = [];
  let postgres: ThrowawayPostgres;
  let redis: Awaited<ReturnType<typeof startPrivateRedis>>;
  /** As the head of the file says that an operator writes it. */
  let dotEnv: Record<string, string>;

  /** The service's environment with what stands in .env, and the addresses that Docker's names stand for. */
  const environmentOf = (name: string): Record<string, string> => {
    const owner = new URL(postgres.url('bongsu'));
    const filled = Object.entries({ ...imageSays, ...services[name]?.environment }).map(([variable, value]) => [
      variable,
      value
        .replace(/\$\{(\w+):([?-])([^}]*)\}/g, (_, key: string, kind: string, rest: string) => dotEnv[key] ?? (kind === '-' ? rest : ''))
        .replace('@postgres:5432', `@${owner.host}`)
        .replace('redis://redis:6379', redis.url),
    ]);
    return { ...(Object.fromEntries(filled) as Record<string, string>), PATH: process.env['PATH'] ?? '', BONGSU_HOME: join(home, name) };
  };
  const programOf = (name: string): string[] => {
    const [node, ...rest] = (services[name]?.command ?? '')
      .replace(/^sh -c "?|&&.*$/g, '')
      .trim()
      .split(' ');
    expect([name, node]).toEqual([name, 'node']);
    return rest;
  };
  const run = (name: string, more: Record<string, string> = {}): { child: ChildProcess; said: () => string } => {
    const child = spawn(process.execPath, programOf(name), {
      cwd: root,
      env: { ...environmentOf(name), ...more },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (child.pid !== undefined) guard.watch(child.pid);
    let said = '';
    const hear = (chunk: Buffer): void => void (said = `${said}${chunk.toString()}`.slice(-20_000));
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    return { child, said: () => said };
  };
  const toItsEnd = async (name: string): Promise<void> => {
    const { child, said } = run(name);
    const code = await new Promise((resolve) => child.on('close', resolve));
    if (code !== 0) throw new Error(`${name} ended with ${String(code)}: ${said()}`);
  };
  const start = async (name: 'api' | 'worker'): Promise<Running> => {
    const port = await freePort();
    // In containers each has the port to itself.
    const running = { ...run(name, name === 'api' ? { PORT: String(port), HOST: '127.0.0.1' } : { WORKER_HTTP_PORT: String(port) }), port };
    started.push(running);
    return running;
  };
  /** Exactly the question that Docker asks, of another port. */
  const isHealthy = async (name: 'api' | 'worker', { child, port, said }: Running): Promise<boolean> => {
    if (child.exitCode !== null) throw new Error(`${name} has ended: ${said()}`);
    const [cmd, node, flag, script = ''] = [services[name]?.healthcheck?.test ?? []].flat();
    expect([cmd, node, flag]).toEqual(['CMD', 'node', '-e']);
    const asked = spawn(process.execPath, ['-e', script.replace(/:(3000|3001)\//, `:${String(port)}/`)], { stdio: 'ignore' });
    return (await new Promise((resolve) => asked.on('close', resolve))) === 0;
  };
  const query = async <Row extends object>(sql: string): Promise<Row[]> => {
    const client = new Client({ connectionString: postgres.url('bongsu') });
    await client.connect();
    try {
      return (await client.query<Row>(sql)).rows;
    } finally {
      await client.end();
    }
  };

  let apis: Running[];
  let workers: Running[];

  beforeAll(async () => {
    [postgres, redis] = await Promise.all([startThrowawayPostgres(), startPrivateRedis()]);
    const admin = new Client({ connectionString: postgres.url('postgres') });
    await admin.connect();
    await admin.query('CREATE DATABASE bongsu');
    await admin.end();
    const key = (): string => randomBytes(32).toString('base64');
    dotEnv = {
      POSTGRES_PASSWORD: decodeURIComponent(new URL(postgres.url('bongsu')).password),
      RUNTIME_PASSWORD: randomBytes(24).toString('hex'),
      CURSOR_KEY: key(),
      PERSONAL_DATA_INDEX_KEY: key(),
      PERSONAL_DATA_KEYS: `first:${key()}`,
      LOG_LEVEL: 'warn',
    };
    await toItsEnd('migrate');
    // In its container it is a place in memory.
    mkdirSync(join(home, 'seed'));
    await toItsEnd('seed');
    apis = [await start('api'), await start('api')];
    workers = [await start('worker'), await start('worker')];
    for (const [name, all] of [
      ['api', apis],
      ['worker', workers],
    ] as const)
      for (const each of all) await eventually(`${name} is healthy`, () => isHealthy(name, each), 90_000);
  }, 240_000);
  afterAll(async () => {
    for (const { child } of started) child.kill('SIGKILL');
    await redis.stop();
    await postgres.stop();
    rmSync(home, { recursive: true, force: true });
    guard.dismiss();
  });

  const ask = async <T>(
    api: Running | undefined,
    method: string,
    path: string,
    token: string | null,
    body?: unknown,
    more = {},
  ): Promise<T> => {
    const answer = await fetch(`http://127.0.0.1:${String(api?.port)}/api/v1${path}`, {
      method,
      headers: { ...(token === null ? {} : { authorization: `Bearer ${token}` }), 'content-type': 'application/json', ...more },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${method} ${path} answered ${String(answer.status)} ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const report = {
    summary: 'Two travellers cannot be reached',
    category: 'missing-person',
    urgency: 'U2',
    evidenceGrade: 'C',
    channel: 'phone',
    place: { text: 'Antakya', lat: 36.2, lng: 36.16, precision: 'city' },
  };

  it('works as one house: filed at one api, on a board of the other, its job done by a worker; and goes on when one of each is gone', async () => {
    const accounts = demoAccountsSchema.parse(JSON.parse(readFileSync(join(home, 'seed', 'demo-accounts.json'), 'utf8')));
    const { email = '', password = '' } = accounts.find(({ role }) => role === 'headquarters-watch-officer') ?? {};
    const { token } = await ask<{ token: string }>(apis[0], 'POST', '/sessions', null, { email, password });
    const { cursor } = await ask<{ cursor: string }>(apis[1], 'GET', '/board/snapshot', token);
    const socket = io(`http://127.0.0.1:${String(apis[1]?.port)}`, {
      path: '/live',
      transports: ['websocket'],
      auth: { token },
      forceNew: true,
    });
    const seen = new Set<string>();
    socket.on('frame', ({ entries }: Frame) => entries.forEach(({ correlationId }) => seen.add(correlationId)));
    try {
      // The cursor of one api is good at the other: they share the key.
      expect((await socket.emitWithAck('follow', { after: cursor, scopes: [] })) as FollowAnswer).toMatchObject({
        ok: true,
        mode: 'entries',
      });
      const passes = async (api: Running | undefined): Promise<void> => {
        const id = randomUUID();
        await ask(api, 'POST', '/reports', token, report, { 'x-correlation-id': id });
        await eventually('it is on the board of the other api', () => seen.has(id), 30_000);
        await eventually(
          'its job is done',
          async () =>
            (
              await query(
                `SELECT FROM platform_promised_job WHERE correlation_id = '${id}' AND job = 'incidents.propose-duplicates' AND kept_at IS NOT NULL`,
              )
            ).length === 1,
          30_000,
        );
      };
      await passes(apis[0]);
      apis[0]?.child.kill('SIGKILL');
      workers[0]?.child.kill('SIGKILL');
      await passes(apis[1]);
    } finally {
      socket.disconnect();
    }
  }, 120_000);

  it('logs in as the account that owns nothing, and keeps no file', async () => {
    const sessions = await query<{ usename: string; application_name: string }>(
      `SELECT DISTINCT usename, application_name FROM pg_stat_activity WHERE application_name LIKE 'bongsu%'`,
    );
    expect(sessions.map(({ application_name }) => application_name)).toEqual(expect.arrayContaining(['bongsu api', 'bongsu worker']));
    expect(new Set(sessions.map(({ usename }) => usename))).toEqual(new Set(['bongsu_runtime']));
    // Their containers are read-only.
    for (const name of ['api', 'worker']) expect([name, existsSync(join(home, name))]).toEqual([name, false]);
  });

  it('ends in order when Docker asks it to', async () => {
    for (const { child } of [apis[1], workers[1]] as Running[]) {
      const code = new Promise((resolve) => child.once('exit', (status, signal) => resolve(status ?? signal)));
      child.kill('SIGTERM');
      expect([0, 'SIGTERM']).toContain(await code);
    }
  }, 60_000);
});
