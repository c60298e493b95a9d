import { Inject, Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { type Processor, Queue, type QueueOptions, Worker, type WorkerOptions, createPostgresBackend } from 'bullmq';
import { Pool } from 'pg';
import { SETTINGS } from '../config/settings';
import type { Settings } from '../config/concerns';
import { Losses } from './losses';
import { type LineManners, type RedisLine, evictionPolicies, openRedisLine, queuePrefix } from './redis-line';
import { type WorkerSettings, jobOptions } from './worker-settings';

/** One connection stays with each worker for LISTEN: 16 lanes, the common queues, and room to work. */
const POOL_MIN = 48;
const ROOM_TO_WORK = 8;
const CLOSE_WITHIN_MS = 1_000;
/**
 * How long one is kept that nobody needs. All workers look for stalled jobs every few seconds and need a client each; the driver's own ten seconds
 * would have some of them closed and opened anew all the time.
 */
const IDLE_MS = 300_000;

/**
 * Redis was asked something and said nothing for so long: the line is dead, whatever TCP thinks of it, and is made anew. A machine that vanished, or a
 * firewall that forgot the line, tells nobody; without this a worker would wait for an answer until the kernel gives up, a quarter of an hour later.
 * A worker waits up to ten seconds for a job to come (BullMQ's longest block), which is no silence.
 */
const SILENT_MS = { producer: 5_000, worker: 15_000 } as const;

type Manners = Omit<WorkerOptions, 'connection' | 'prefix'>;

/**
 * BullMQ on PostgreSQL or on Redis, chosen once from configuration; nothing above knows which. One shared pool per process for
 * PostgreSQL (a pool per queue exhausts the server); producers on Redis fail fast, workers wait for ever.
 */
@Injectable()
export class QueueBackend implements OnApplicationShutdown {
  readonly kind: 'postgres' | 'redis';
  private readonly logger = new Logger(QueueBackend.name);
  private readonly queues = new Map<string, Queue>();
  private pool: Pool | undefined;
  private workers = 0;
  private readonly connections: RedisLine[] = [];
  /** When each worker on a Redis began, by `performance.now()`, and its line. */
  private readonly begunMs = new Map<Worker, number>();
  private readonly lines = new Map<Worker, RedisLine>();
  private readonly losses = new Losses();

  constructor(@Inject(SETTINGS) private readonly settings: Pick<Settings, 'queues' | 'database'>) {
    this.kind = settings.queues.REDIS_URL === undefined ? 'postgres' : 'redis';
  }

  queue(name: string): Queue {
    let queue = this.queues.get(name);
    if (queue === undefined) {
      queue = this.createQueue(name);
      queue.on('error', (error) => this.logger.warn({ msg: 'queue', queue: name, cause: error.message }));
      this.queues.set(name, queue);
    }
    return queue;
  }

  worker(name: string, processor: Processor, settings: WorkerSettings): Worker {
    const options = {
      autorun: false,
      concurrency: settings.concurrency,
      lockDuration: settings.lockMs,
      stalledInterval: settings.stalledIntervalMs,
      maxStalledCount: settings.maxStalledCount,
    };
    const worker =
      this.kind === 'postgres' ? this.workerOnPostgres(name, processor, options) : this.workerOnRedis(name, processor, options);
    this.workers += 1;
    // Lanes come from data: however many there are, their LISTEN connections never take the last one.
    if (this.pool !== undefined) this.pool.options.max = Math.max(POOL_MIN, this.workers + ROOM_TO_WORK);
    worker.on('error', (error) => this.logger.warn({ msg: 'worker', queue: name, cause: error.message }));
    return worker;
  }

  /**
   * Workers that lived through a loss in a Cluster, once all slots are served again: now and then one of them waits for ever on its line (BullMQ 6.7,
   * ioredis 5.11) and tells nobody, with jobs beside it. None meanwhile, and never any on another backend.
   */
  async leftBehind(): Promise<Worker[]> {
    if (this.settings.queues.REDIS_CLUSTER_NODES === undefined) return [];
    try {
      await this.check();
    } catch {
      this.losses.note();
      return [];
    }
    return this.losses.survivors(this.begunMs);
  }

  /** At once. A job that it has in hand still is brought to somebody else again, whose use case finds it done. */
  async dismiss(worker: Worker): Promise<void> {
    const line = this.lines.get(worker);
    // What it says as it goes is no loss.
    this.begunMs.delete(worker);
    this.lines.delete(worker);
    await worker.close(true);
    line?.disconnect();
    if (line !== undefined) this.connections.splice(this.connections.indexOf(line), 1);
    this.workers -= 1;
  }

  /** `ok`, or `evicting` when a Redis may drop jobs (maxmemory-policy). Throws when the backend cannot be reached. */
  async check(): Promise<'ok' | 'evicting'> {
    if (this.kind === 'postgres') {
      await this.sharedPool().query('SELECT 1');
      return 'ok';
    }
    const policies = await evictionPolicies(this.producer());
    return policies.every((policy) => policy === 'noeviction') ? 'ok' : 'evicting';
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.allSettled([...this.queues.values()].map((queue) => queue.close()));
    for (const connection of this.connections) connection.disconnect();
    if (this.pool === undefined) return;
    // A worker that still has a job in hand keeps its connection: the end of the process closes that one.
    const bound = new Promise<void>((resolve) => setTimeout(resolve, CLOSE_WITHIN_MS).unref());
    await Promise.race([this.pool.end(), bound]);
  }

  private createQueue(name: string): Queue {
    const options: Pick<QueueOptions, 'defaultJobOptions'> = { defaultJobOptions: jobOptions };
    if (this.kind === 'postgres')
      return new Queue(name, { ...options, connection: this.sharedPool() }, createPostgresBackend) as unknown as Queue;
    return new Queue(name, { ...options, prefix: queuePrefix(this.settings.queues, name), connection: this.producer() });
  }

  private workerOnPostgres(name: string, processor: Processor, options: Manners): Worker {
    return new Worker(name, processor, { ...options, connection: this.sharedPool() }, createPostgresBackend) as unknown as Worker;
  }

  private workerOnRedis(name: string, processor: Processor, options: Manners): Worker {
    // Each its own: workers that shared a line to a Cluster did not come back when a node did.
    const line = this.line({ maxRetriesPerRequest: null, socketTimeout: SILENT_MS.worker });
    const worker = new Worker(name, processor, { ...options, prefix: queuePrefix(this.settings.queues, name), connection: line });
    this.begunMs.set(worker, performance.now());
    this.lines.set(worker, line);
    worker.on('error', (error) => this.begunMs.has(worker) && this.losses.hear(error));
    return worker;
  }

  private sharedPool(): Pool {
    if (this.pool === undefined) {
      this.pool = new Pool({
        connectionString: this.settings.database.DATABASE_URL,
        max: POOL_MIN,
        connectionTimeoutMillis: 5_000,
        idleTimeoutMillis: IDLE_MS,
        keepAlive: true,
        application_name: 'bongsu queues',
        options: `-c search_path=bullmq,public -c role=${this.settings.database.DATABASE_ROLE}`,
      });
      // Every queue and worker listens on the shared pool.
      this.pool.setMaxListeners(0);
      this.pool.on('error', (error) => this.logger.warn({ msg: 'queue pool', cause: error.message }));
    }
    return this.pool;
  }

  private sharedProducer: RedisLine | undefined;

  private producer(): RedisLine {
    return (this.sharedProducer ??= this.line({ maxRetriesPerRequest: 2, commandTimeout: 3_000, socketTimeout: SILENT_MS.producer }));
  }

  private line(manners: LineManners): RedisLine {
    const line = openRedisLine(this.settings.queues, manners);
    // Every queue and worker listens on a shared one.
    line.setMaxListeners(0);
    line.on('error', (error: Error) => this.logger.warn({ msg: 'redis', cause: error.message }));
    this.connections.push(line);
    return line;
  }
}
