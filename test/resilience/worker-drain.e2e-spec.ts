import { randomUUID } from 'node:crypto';
import { type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client } from 'pg';
import { eventually } from '../harness/eventually';
import { type FreshDatabase, freshDatabase } from '../harness/fresh-database';
import { personalDataKeys } from '../harness/settings';
import { WorkerProcess } from '../harness/worker-process';
import { aDocument, aQuake } from '../specimens/usgs-features';

interface PromiseRow {
  kept_at: Date | null;
  outcome: string | null;
}

/** A provider of earthquakes that takes its time: it answers when the test says so. */
class SlowFeed {
  private readonly held: ServerResponse[] = [];
  asked = 0;
  private readonly server: Server = createServer((_request, response) => {
    this.asked += 1;
    this.held.push(response);
  });

  async open(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}/feed`;
  }

  answer(): void {
    for (const response of this.held.splice(0)) response.writeHead(200, { etag: '"a"' }).end(JSON.stringify(aDocument([aQuake()])));
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise<void>((resolve) => this.server.close(() => resolve()));
  }
}

describe('a worker that is asked to end', () => {
  let database: FreshDatabase;
  let client: Client;
  let feed: SlowFeed;
  let feedUrl: string;
  /** Of one installation: every worker that is started on it has the same. */
  const keys = personalDataKeys();
  const workers: WorkerProcess[] = [];
  const clients: Client[] = [];
  const connected = async (): Promise<Client> => {
    const made = new Client({ connectionString: database.url });
    await made.connect();
    clients.push(made);
    return made;
  };

  beforeEach(async () => {
    database = await freshDatabase();
    client = await connected();
    feed = new SlowFeed();
    feedUrl = await feed.open();
  });
  afterEach(async () => {
    for (const worker of workers.splice(0)) worker.kill();
    await feed.close();
    for (const each of clients.splice(0)) await each.end();
    await database.drop();
  });

  const start = async (variables: Record<string, string> = {}): Promise<WorkerProcess> => {
    const worker = await WorkerProcess.start(database.url, { ...keys, ...variables });
    workers.push(worker);
    return worker;
  };
  /** Work of a moment, owed from now on; the reconciler gives it to the queue. */
  const owe = async (): Promise<string> => {
    const id = randomUUID();
    await client.query(
      `INSERT INTO platform_promised_job (id, job, key, queue, payload, correlation_id, promised_at, due_at)
       VALUES ($1, 'incidents.mark-task-overdue', $2, 'deadlines', $3, 'test', now(), now())`,
      [id, id, JSON.stringify({ incidentId: randomUUID(), taskId: randomUUID() })],
    );
    return id;
  };
  const promised = async (id: string): Promise<PromiseRow | undefined> =>
    (await client.query<PromiseRow>('SELECT kept_at, outcome FROM platform_promised_job WHERE id = $1', [id])).rows[0];
  const kept = (id: string, withinMs?: number): Promise<unknown> =>
    eventually('the promise is kept', async () => (await promised(id))?.kept_at, withinMs);
  const inQueue = async (id: string): Promise<string | undefined> =>
    (await client.query<{ state: string }>('SELECT state::text FROM bullmq.job WHERE id = $1', [id])).rows[0]?.state;
  const reportsFiled = async (): Promise<number> =>
    Number((await client.query<{ n: string }>("SELECT count(*) AS n FROM journal_entry WHERE kind = 'incidents.report-filed'")).rows[0]?.n);

  it('finishes the job it has in hand, takes no other, and leaves with exit code 0', async () => {
    const worker = await start({ FEED_USGS_URL: feedUrl });
    await eventually('a job is in hand', () => feed.asked === 1);
    await kept(await owe());

    const ending = worker.terminate();
    const readiness = await eventually('it says that it ends', async () => {
      const answer = await worker.readiness();
      return answer.status === 'ready' ? undefined : answer;
    });
    expect(readiness).toMatchObject({ httpStatus: 503, status: 'unavailable', parts: { database: 'ok', process: 'draining' } });

    const late = await owe();
    await eventually('what came later lies in the queue', async () => (await inQueue(late)) !== undefined);
    feed.answer();
    expect(await ending).toMatchObject({ code: 0 });
    expect(await reportsFiled()).toBe(1);
    expect(feed.asked).toBe(1);
    expect(await promised(late)).toMatchObject({ kept_at: null });
    expect(await inQueue(late)).toBe('waiting');

    await start();
    await kept(late);
    expect(await reportsFiled()).toBe(1);
  }, 120_000);

  it('leaves within its bound a job that does not end', async () => {
    const worker = await start({ FEED_USGS_URL: feedUrl, QUEUE_DRAIN_MS: '600' });
    await eventually('a job is in hand', () => feed.asked === 1);
    const { code, afterMs } = await worker.terminate();
    expect(code).toBe(0);
    expect(afterMs).toBeGreaterThanOrEqual(600);
    expect(afterMs).toBeLessThan(600 + 3_000);
    expect(await reportsFiled()).toBe(0);
  }, 120_000);

  it('leaves within its bound a job that waits in the database, and another worker does it, once', async () => {
    const worker = await start({ QUEUE_DRAIN_MS: '600', DATABASE_LOCK_TIMEOUT_MS: '60000', DATABASE_STATEMENT_TIMEOUT_MS: '60000' });
    // A worker begins with the purge of this hour, which reads the same table.
    await eventually('the purge is done', async () => {
      const purge = await client.query(
        "SELECT FROM platform_promised_job WHERE job = 'platform.purge-personal-data' AND kept_at IS NOT NULL",
      );
      return purge.rowCount === 1;
    });
    const holder = await connected();
    await holder.query('BEGIN; LOCK TABLE incidents_incident IN ACCESS EXCLUSIVE MODE');
    const blocked = await owe();
    await eventually('the job waits for the lock', async () => {
      const waiting = await client.query("SELECT FROM pg_locks WHERE NOT granted AND relation = 'incidents_incident'::regclass");
      return waiting.rowCount === 1;
    });
    const { afterMs } = await worker.terminate();
    expect(afterMs).toBeLessThan(600 + 3_000 + 1_000);
    await holder.query('ROLLBACK');
    expect(await promised(blocked)).toMatchObject({ kept_at: null });
    await start();
    await kept(blocked, 30_000);
    expect(await promised(blocked)).toMatchObject({ outcome: 'done' });
  }, 120_000);
});
