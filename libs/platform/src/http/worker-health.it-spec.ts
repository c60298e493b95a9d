import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Server, createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import {
  PinoLogger,
  PlatformModule,
  type Settings,
  WorkerHealthModule,
  collectProcessMetrics,
  createLogger,
  createWorkerApp,
  startWorkerApp,
} from '@bongsu/platform';
import { type FreshDatabase, freshDatabase } from '../../../../test/harness/fresh-database';
import { testSettings } from '../../../../test/harness/settings';

describe("the worker's own door", () => {
  let database: FreshDatabase;
  const apps: NestFastifyApplication[] = [];

  beforeAll(async () => {
    database = await freshDatabase();
    collectProcessMetrics();
  });
  afterEach(async () => {
    for (const app of apps.splice(0)) await app.close();
  });
  afterAll(() => database.drop());

  const made = async (overrides: Record<string, string> = {}): Promise<{ app: NestFastifyApplication; settings: Settings }> => {
    const settings = testSettings({ DATABASE_URL: database.url, WORKER_HTTP_PORT: '0', ...overrides });
    @Module({ imports: [PlatformModule.forProcess({ settings, entities: [], name: 'test' }), WorkerHealthModule] })
    class TestModule {}
    const app = await createWorkerApp(TestModule, new PinoLogger(createLogger(settings.telemetry, 'test')));
    apps.push(app);
    return { app, settings };
  };
  const opened = async (overrides: Record<string, string> = {}): Promise<string> => {
    const { app, settings } = await made(overrides);
    await startWorkerApp(app, settings.worker);
    return app.getUrl();
  };
  const asked = async (url: string): Promise<{ status: number; body: unknown }> => {
    const answer = await fetch(url);
    return { status: answer.status, body: await answer.json() };
  };

  it('is on the loopback, and tells health and metrics and nothing else', async () => {
    const url = await opened();
    expect(new URL(url).hostname).toBe('127.0.0.1');
    expect(await asked(`${url}/health/live`)).toEqual({ status: 200, body: { status: 'live' } });
    expect(await asked(`${url}/health/ready`)).toEqual({
      status: 200,
      body: { status: 'ready', parts: { database: 'ok', queues: 'ok', process: 'ok' } },
    });
    const metrics = await fetch(`${url}/metrics`);
    expect(metrics.headers.get('content-type')).toContain('text/plain');
    const text = await metrics.text();
    expect(text).toContain('bongsu_process_resident_memory_bytes');
    expect(text).toContain('# TYPE bongsu_job_seconds histogram');
    expect(await asked(`${url}/api/v1/missions`)).toMatchObject({ status: 404, body: { code: 'platform.no-such-address' } });
  });

  it('says that a worker without its queues can do nothing', async () => {
    const url = await opened({ REDIS_URL: 'redis://127.0.0.1:1' });
    expect(await asked(`${url}/health/ready`)).toMatchObject({ status: 503, body: { status: 'unavailable', parts: { database: 'ok' } } });
  });

  it('is not there when it is off', async () => {
    const { app, settings } = await made({ WORKER_HTTP_PORT: 'off' });
    await startWorkerApp(app, settings.worker);
    expect((app.getHttpServer() as Server).listening).toBe(false);
  });

  it('says in one sentence that its port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const port = String((other.address() as AddressInfo).port);
    const { app, settings } = await made({ WORKER_HTTP_PORT: port });
    await expect(startWorkerApp(app, settings.worker)).rejects.toThrow(`WORKER_HTTP_PORT: port ${port} is taken by another program`);
    other.close();
  });
});
