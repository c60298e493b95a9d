import { Client, Pool, type QueryResultRow } from 'pg';
import { AcknowledgedWork } from '../load/acknowledged';
import { ApiClient, type ClientManners } from '../load/api-client';
import { Credentials } from '../load/credentials';
import { until } from '../wait';
import type { Ground } from './ground';
import type { Part } from './part';
import type { PostgresPart } from './postgres-part';
import { ProgramPart } from './program-part';
import { type RedisGroup, redisCluster } from './redis-cluster';
import { redisPart } from './redis-part';
import { redisWithSentinels } from './redis-sentinels';
import { stablePort } from './stable-port';
import { TcpProxy } from './tcp-proxy';

/** What a world consists of. Scenarios that ask for the same share one. */
export interface WorldShape {
  /** Default 1. */
  readonly apis?: number;
  /** Default 1. */
  readonly workers?: number;
  /** Queues on one Redis, on several; otherwise on PostgreSQL. Default false. */
  readonly redis?: boolean | 'cluster' | 'sentinels';
  /** Put a line that can be spoilt between the programs and these. Default none. */
  readonly lines?: readonly ('postgres' | 'redis')[];
  /** Environment variables of api and worker, on top of the defaults of the product. */
  readonly variables?: Readonly<Record<string, string>>;
  readonly postgresSettings?: Readonly<Record<string, string>>;
  /** The files of PostgreSQL on a file system of their own, of this size; the scenario asks first whether that can be mounted. */
  readonly diskMb?: number;
  readonly redisSettings?: Readonly<Record<string, string>>;
}

/** Bongsu as it really runs: PostgreSQL, perhaps Redis, apis and workers as processes of their own on loopback, with the demo world in it. */
export class World {
  readonly apis: readonly ProgramPart[];
  readonly workers: readonly ProgramPart[];
  /** What this world has said yes to, from whichever scenario. */
  readonly acknowledged = new AcknowledgedWork();
  /** Loads that run: a scenario that fails leaves them to the runner. */
  readonly loads = new Set<{ stop(): Promise<unknown> }>();
  readonly credentials: Credentials;
  private pool: Pool;
  /** Servers that were the database before. */
  private readonly former: PostgresPart[] = [];

  private constructor(
    readonly ground: Ground,
    readonly shape: WorldShape,
    private database: PostgresPart,
    readonly redis: Part | null,
    readonly redisPort: number,
    readonly redisGroup: RedisGroup | null,
    readonly lines: { readonly postgres: TcpProxy | null; readonly redis: TcpProxy | null },
    ports: { readonly apis: readonly number[]; readonly workers: readonly number[] },
  ) {
    const { watch } = ground;
    const common = { ...ground.environment(this.databaseUrl), ...this.redisVariables(), ...redisGroup?.variables, ...shape.variables };
    this.apis = ports.apis.map((port, index) => {
      const name = `api-${index + 1}`;
      const environment = { ...common, PORT: String(port), HOST: '127.0.0.1' };
      return new ProgramPart({ name, program: 'api', port, environment, logFile: ground.place(`${name}.log`), onStarted: watch });
    });
    this.workers = ports.workers.map((port, index) => {
      const name = `worker-${index + 1}`;
      const environment = { ...common, WORKER_HTTP_PORT: String(port) };
      return new ProgramPart({ name, program: 'worker', port, environment, logFile: ground.place(`${name}.log`), onStarted: watch });
    });
    this.credentials = new Credentials(ground.accounts());
    this.pool = poolOf(database);
  }

  /** Nothing of it runs yet: {@link heal} starts it. */
  static async raise(ground: Ground, shape: WorldShape): Promise<World> {
    const postgres = await ground.cluster(shape.postgresSettings ?? {}, shape.diskMb);
    const redisPort = await stablePort();
    const settings = shape.redisSettings ?? {};
    const place = { folder: ground.place('redis'), logFile: ground.place('redis.log') };
    const redis = shape.redis === true ? redisPart({ ...place, port: redisPort, settings, onStarted: ground.watch }) : null;
    const line = async (of: 'postgres' | 'redis', target: number): Promise<TcpProxy | null> =>
      shape.lines?.includes(of) === true ? TcpProxy.open(await stablePort(), target) : null;
    const lines = { postgres: await line('postgres', postgres.port), redis: await line('redis', redisPort) };
    const ports = { apis: await portsFor(shape.apis ?? 1), workers: await portsFor(shape.workers ?? 1) };
    const group =
      shape.redis === 'cluster' ? await redisCluster(ground) : shape.redis === 'sentinels' ? await redisWithSentinels(ground) : null;
    return new World(ground, shape, postgres, redis, redisPort, group, lines, ports);
  }

  get postgres(): PostgresPart {
    return this.database;
  }

  get programs(): readonly ProgramPart[] {
    return [...this.apis, ...this.workers];
  }

  get origins(): string[] {
    return this.apis.map(({ origin }) => origin);
  }

  /** As the programs reach it: through the line, where there is one. */
  get databaseUrl(): string {
    return this.postgres.url(undefined, this.lines.postgres?.port);
  }

  /** Another server is the database from now on: programs find it at the address that they have, which is that of the line. */
  async failOverTo(postgres: PostgresPart): Promise<void> {
    if (this.lines.postgres === null) throw new Error('an address that can move is needed');
    this.former.push(this.database);
    this.database = postgres;
    this.lines.postgres.pointTo(postgres.port);
    await this.pool.end().catch(() => undefined);
    this.pool = poolOf(postgres);
  }

  /** Every part runs, nothing is frozen, every line is good; resolves when all are ready. */
  async heal(): Promise<void> {
    await this.lines.postgres?.mend();
    await this.lines.redis?.mend();
    this.postgres.thaw();
    await this.postgres.start();
    if (this.redis !== null) {
      this.redis.thaw();
      this.redis.start();
      await this.redis.ready();
    }
    await this.redisGroup?.stand();
    for (const part of this.programs) {
      part.thaw();
      part.start();
    }
    await Promise.all(this.programs.map((part) => part.ready()));
  }

  /** The owner's eyes on the database, past every line and policy. */
  async sql<Row extends QueryResultRow>(statement: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>(statement, [...values])).rows;
  }

  async count(statement: string, values: readonly unknown[] = []): Promise<number> {
    const [row] = await this.sql<{ n: string }>(statement, values);
    return Number(row?.n);
  }

  /** A connection of a scenario's own, to hold a lock or a transaction open; the scenario ends it. */
  async session(): Promise<Client> {
    const client = new Client({ connectionString: this.postgres.url(), application_name: 'faults session' });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  /** Somebody of the demo world at the public API: `client('hq-watch-1')`. */
  client(who: string, manners: Partial<ClientManners> = {}): ApiClient {
    return new ApiClient(this.origins, this.credentials, who, manners);
  }

  /** A `bongsu` command on this world. */
  command(...words: readonly string[]): Promise<{ code: number | null; said: string }> {
    return this.ground.command(this.postgres.url(), ...words);
  }

  /** Positions are given, entries followed, jobs done: nothing that is due is left to do. Deadlines of later may be open. */
  async quiet(withinMs = 60_000): Promise<void> {
    await until('every entry is numbered and followed, every due job done', withinMs, async () => {
      const [row] = await this.sql<{ quiet: boolean }>(
        `SELECT NOT EXISTS (SELECT FROM journal_entry WHERE position IS NULL)
            AND coalesce((SELECT position FROM platform_follower_cursor WHERE follower = 'queues'), 0)
                = coalesce((SELECT max(position) FROM journal_entry), 0)
            AND NOT EXISTS (SELECT FROM platform_promised_job WHERE kept_at IS NULL AND dead_at IS NULL AND due_at <= clock_timestamp()) AS quiet`,
      );
      return row?.quiet;
    });
  }

  async end(): Promise<void> {
    await this.pool.end().catch(() => undefined);
    await this.credentials.close();
    await Promise.all(this.programs.map((part) => part.kill()));
    await this.redis?.kill();
    await Promise.all(this.redisGroup?.parts.map((part) => part.kill()) ?? []);
    await Promise.all([this.lines.postgres?.close(), this.lines.redis?.close()]);
    await Promise.all([this.postgres, ...this.former].map((server) => server.crash()));
    this.postgres.disk?.unmount();
  }

  private redisVariables(): Record<string, string> {
    if (this.redis === null) return {};
    return { REDIS_URL: `redis://127.0.0.1:${String(this.lines.redis?.port ?? this.redisPort)}` };
  }
}

async function portsFor(count: number): Promise<number[]> {
  const ports: number[] = [];
  for (let index = 0; index < count; index++) ports.push(await stablePort());
  return ports;
}

function poolOf(postgres: PostgresPart): Pool {
  const pool = new Pool({ connectionString: postgres.url(), max: 4, application_name: 'faults', connectionTimeoutMillis: 10_000 });
  // The server is shot under it on purpose.
  pool.on('error', () => undefined);
  return pool;
}
