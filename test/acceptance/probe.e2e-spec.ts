import { Client } from 'pg';
import { io } from 'socket.io-client';
import { LiveFeed } from '../../libs/platform/src/realtime/live-feed';
import { ProbePass } from '../../libs/platform/src/probe/probe-pass';
import { Prober } from '../../libs/platform/src/probe/prober';
import type { FollowAnswer, Frame, Leg, Standing } from '@bongsu/platform/contract';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from '../harness/eventually';
import type { TestApp } from '../harness/http-app';
import { startPrivateRedis } from '../harness/redis';
import { describeOnRedis } from '../harness/test-redis';
import { personalDataKeys } from '../harness/settings';
import { startWholeApi } from '../harness/whole-api';
import { WorkerProcess } from '../harness/worker-process';

const PATIENCE_MS = '4000';

describeOnRedis('the probe, and the status page', () => {
  let redis: Awaited<ReturnType<typeof startPrivateRedis>>;
  let test: TestApp;
  let worker: WorkerProcess | undefined;
  let owner: Client;
  let beats = 0;
  const keys = personalDataKeys();
  const heartbeat = createServer((_, response) => {
    beats += 1;
    response.end();
  });

  const startWorker = (): Promise<WorkerProcess> => WorkerProcess.start(test.database.url, { ...keys, REDIS_URL: redis.url }, 90_000);
  const stopWorker = (): void => {
    worker?.kill();
    worker = undefined;
  };
  const walk = () => test.app.get(Prober).walk(test.origin);
  const broken = async (): Promise<readonly Leg[]> => (await walk()).broken;
  const standing = async (): Promise<Standing> => (await (await fetch(`${test.origin}/status.json`)).json()) as Standing;
  const stateOf = async (leg: Leg): Promise<string | undefined> => (await standing()).legs.find((each) => each.leg === leg)?.state;
  const page = async (language: string): Promise<string> =>
    (await fetch(`${test.origin}/status`, { headers: { 'accept-language': language } })).text();
  const figure = async (name: string): Promise<number> => {
    const text = await (await fetch(`${test.origin}/metrics`)).text();
    return Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.split(' ')[1],
    );
  };

  beforeAll(async () => {
    await new Promise<void>((resolve) => heartbeat.listen(0, '127.0.0.1', resolve));
    const { port } = heartbeat.address() as AddressInfo;
    redis = await startPrivateRedis();
    test = await startWholeApi({
      ...keys,
      REDIS_URL: redis.url,
      PROBE_PATIENCE_MS: PATIENCE_MS,
      PROBE_HEARTBEAT_URL: `http://127.0.0.1:${String(port)}/beat`,
    });
    worker = await startWorker();
    owner = new Client({ connectionString: test.database.url });
    // The last test cuts everybody's line.
    owner.on('error', () => undefined);
    await owner.connect();
  }, 180_000);
  afterAll(async () => {
    stopWorker();
    await owner.end().catch(() => undefined);
    await test.close();
    await redis.stop();
    heartbeat.closeAllConnections();
    await new Promise((resolve) => heartbeat.close(resolve));
  });

  it('goes the whole way: in by the door, into the journal, out on a line, to a worker and back', async () => {
    const round = await walk();
    expect(round).toMatchObject({ broken: [], reached: ['door', 'database', 'sequencer', 'board', 'queues', 'worker'] });
    expect(await standing()).toMatchObject({ status: 'ok', probedAt: round.at });
    expect(await figure('bongsu_probe_leg_broken{leg="worker"}')).toBe(0);
    expect(await figure('bongsu_probe_last_success_timestamp_seconds')).toBeCloseTo(Date.parse(round.at) / 1_000, 3);
    expect(beats).toBe(1);
  });

  it('is on nobody’s board and in nobody’s count', async () => {
    const headquarters = await test.signIn({ role: 'headquarters-watch-officer', missions: '*' });
    const cursor = await test.cursorOf(headquarters);
    const socket = io(test.origin, { path: '/live', transports: ['websocket'], auth: { token: headquarters }, forceNew: true });
    const frames: Frame[] = [];
    socket.on('frame', (frame: Frame) => frames.push(frame));
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    expect((await socket.emitWithAck('follow', { after: cursor, scopes: [] })) as FollowAnswer).toMatchObject({ ok: true });
    const figures = async (): Promise<string[]> => {
      const text = await (await fetch(`${test.origin}/metrics`)).text();
      return text
        .split('\n')
        .filter((line) => /^bongsu_(journal_head|queue_follower_behind|live_connections|http_request_seconds_count.*probe)/.test(line));
    };
    const before = await figures();
    const written = await owner.query(`SELECT FROM journal_entry WHERE kind = 'platform.probe-lit'`);
    expect(await broken()).toEqual([]);
    expect(await broken()).toEqual([]);
    expect((await owner.query(`SELECT FROM journal_entry WHERE kind = 'platform.probe-lit'`)).rowCount).toBe((written.rowCount ?? 0) + 2);
    expect(await figures()).toEqual(before);
    expect(before).toContain('bongsu_live_connections 1');
    const entries = await test.call(headquarters, 'GET', `/api/v1/board/entries?limit=500`);
    expect(JSON.stringify(entries.body)).not.toContain('probe');
    const snapshot = await test.call(headquarters, 'GET', '/api/v1/board/snapshot');
    expect(JSON.stringify(snapshot.body)).not.toContain('probe');
    expect(frames).toEqual([]);
    socket.disconnect();
  });

  it('opens to nobody but the probe of this very process', async () => {
    const other = new ProbePass();
    for (const headers of [undefined, { authorization: `Bearer ${other.token}` }]) {
      const answer = await test.call(null, 'POST', '/api/v1/probe', { round: '01890000-0000-7000-8000-000000000001' }, headers);
      expect(answer).toMatchObject({ status: 404, body: { code: 'platform.no-such-address' } });
    }
    const socket = io(test.origin, {
      path: '/live',
      transports: ['websocket'],
      auth: { token: other.token },
      forceNew: true,
      reconnection: false,
    });
    expect(await new Promise((resolve) => socket.once('connect_error', (refused) => resolve(refused.message)))).toBe(
      'access.not-signed-in',
    );
    // With the pass one sees the probe's own beacons; it is no way in to anything else.
    const headers = { authorization: `Bearer ${test.app.get(ProbePass).token}` };
    expect((await test.call(null, 'GET', '/api/v1/incidents', undefined, headers)).status).toBe(401);
  });

  it('names the worker when no worker is there, and finds it again', async () => {
    stopWorker();
    const owed = await figure('bongsu_promises_open{queue="deadlines"}');
    expect(await broken()).toEqual(['worker']);
    // Its own job waits for a worker, and is in no count of what the house owes.
    expect(await figure('bongsu_promises_open{queue="deadlines"}')).toBe(owed);
    expect(await stateOf('worker')).toBe('broken');
    expect(await figure('bongsu_probe_leg_broken{leg="worker"}')).toBe(1);
    expect(await page('ko')).toMatch(/<html lang="ko">[\s\S]*✘ 끊김[\s\S]*<main lang="en">/);
    expect(await page('en-GB,ko;q=0.5')).toMatch(/<html lang="en">[\s\S]*Workers<\/th><td>✘ broken/);
    worker = await startWorker();
    await eventually('it goes the whole way again', async () => (await broken()).length === 0, 20_000);
  }, 150_000);

  it('names the sequencer when nobody numbers', async () => {
    const usurper = new Client({ connectionString: test.database.url });
    await usurper.connect();
    // Waits in line; the candidates only try, so the next to have it is this one, which numbers nothing.
    const leads = usurper.query('SELECT pg_advisory_lock($1)', [0x73_65_71]);
    await owner.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'bongsu sequencer' AND datname = current_database()`,
    );
    await leads;
    expect((await broken())[0]).toBe('sequencer');
    await usurper.end();
    await eventually('somebody numbers again', async () => (await broken()).length === 0, 20_000);
  }, 60_000);

  it('names the board when entries are numbered and none goes out', async () => {
    const feed = test.app.get(LiveFeed);
    await feed.onApplicationShutdown();
    expect(await broken()).toEqual(['board']);
    await feed.onApplicationBootstrap();
    expect(await broken()).toEqual([]);
  }, 30_000);

  it('names the queues when Redis is away, and the page is served without Redis and without workers', async () => {
    const beforehand = beats;
    await redis.stop();
    // The worker goes on keeping deadlines from rows, the probe's among them.
    expect(await broken()).toEqual(['queues']);
    expect(await stateOf('worker')).toBe('ok');
    stopWorker();
    expect(await broken()).toEqual(['queues']);
    expect(await stateOf('worker')).toBe('unknown');
    expect(await standing()).toMatchObject({ status: 'broken' });
    expect(await stateOf('queues')).toBe('broken');
    expect(await stateOf('board')).toBe('ok');
    expect(await page('en')).toContain('Reports and boards go on.');
    expect(await figure('bongsu_part_up{part="queues"}')).toBe(0);
    // The dead man's switch hears nothing, which is its alarm.
    expect(beats).toBe(beforehand);
  }, 60_000);

  it('and without the database, which it names', async () => {
    await owner.end();
    const postgres = new Client({ connectionString: test.database.url.replace(/\/[^/]*$/, '/postgres') });
    await postgres.connect();
    await postgres.query(`ALTER DATABASE ${test.database.name} ALLOW_CONNECTIONS false`);
    await postgres.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1', [test.database.name]);
    expect((await broken())[0]).toBe('database');
    expect(await stateOf('database')).toBe('broken');
    expect(await page('ko')).toContain('저장되지 않습니다');
    expect(await figure('bongsu_part_up{part="database"}')).toBe(0);
    await postgres.query(`ALTER DATABASE ${test.database.name} ALLOW_CONNECTIONS true`);
    await postgres.end();
  }, 60_000);
});

describe('the probe by itself', () => {
  it('begins without being asked, and goes on', async () => {
    const test = await startWholeApi({ PROBE_EVERY_MS: '1000', PROBE_PATIENCE_MS: '500' });
    try {
      const first = await eventually('a first round', () => test.app.get(Prober).last);
      await eventually('a second one', () => test.app.get(Prober).last?.at !== first.at);
      // There is no worker in this house, and it says so.
      expect(first.broken).toEqual(['worker']);
    } finally {
      await test.close();
    }
  });
});
