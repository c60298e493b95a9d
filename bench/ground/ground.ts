import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../apps/cli/src/free-port';
import { closedFolder, databaseUser } from '../../apps/cli/src/postgres/database-user';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../apps/cli/src/postgres/embedded-postgres';
import { type ProcessGuard, guardProcesses } from '../../apps/cli/src/process-guard';
import { Databases } from './databases';
import { type Installation, install } from './installation';
import { Journals } from './journals';
import { Partner } from './partner';
import { type Launch, type Product, startApi, startWorker } from './product';
import { type BenchRedis, redisOnPath, startRedis } from './redis';

/** Nothing from the shell: what is measured is the product with its defaults. */
const bareEnvironment = { NODE_ENV: 'production', PATH: '/usr/bin:/bin' };

/** What every measurement begins with, so that PostgreSQL plans on statistics and not on empty tables. */
export const SHORT_JOURNAL = 1_000;

export interface Pace {
  /** Shortens a duration or a number of rounds when only trying something out. */
  readonly seconds: (full: number) => number;
  readonly rounds: (full: number) => number;
}

/**
 * What the measurements stand on: one PostgreSQL with the product's own, durable settings in a temporary folder, a Redis where there is
 * one, and every process that takes part. It ends with the bench, however that ends.
 */
export class Ground {
  private readonly partners: Partner[] = [];
  private shared: Promise<Installation> | undefined;
  private redisServer: Promise<BenchRedis> | undefined;
  readonly databases: Databases;
  readonly journals: Journals;
  readonly redisVersion = redisOnPath();
  /** How long a fresh process is left alone before its idle memory is read. */
  readonly idleMs = 5_000;
  private readonly account = { email: 'bench@bongsu.invalid', password: randomBytes(18).toString('base64url') };
  /** The keys of every world here: whoever opens one needs them. */
  readonly cursorKey = randomBytes(32).toString('base64');

  private constructor(
    readonly folder: string,
    readonly pace: Pace,
    private readonly guard: ProcessGuard,
    private readonly postgres: EmbeddedPostgres,
  ) {
    this.databases = new Databases(
      (database) => postgres.url(database),
      (url) => this.makeWorld(url),
    );
    this.journals = new Journals(this.databases, (url) => this.api(url));
  }

  static async prepare(pace: Pace): Promise<Ground> {
    const folder = mkdtempSync(join(closedFolder(tmpdir(), databaseUser()) ? '/tmp' : tmpdir(), 'bongsu-bench-'));
    chmodSync(folder, 0o711);
    const guard = guardProcesses();
    guard.removeFolder(folder);
    try {
      const postgres = await startEmbeddedPostgres({
        dataDir: join(folder, 'postgres'),
        port: await freePort(),
        user: 'bongsu',
        password: randomBytes(18).toString('base64url'),
        // As `bongsu up` starts it, with room for the processes of several measurements side by side.
        settings: { max_connections: '400' },
        onStarted: (pid) => guard.watch(pid),
      });
      return new Ground(folder, pace, guard, postgres);
    } catch (fault) {
      rmSync(folder, { recursive: true, force: true });
      guard.dismiss();
      throw fault;
    }
  }

  /** One of the programs in `bench/processes`. */
  partner(name: string): Partner {
    return this.launch({ name, program: join(__dirname, '..', 'processes', `${name}.js`) });
  }

  /** The product's own api on a database, as `bongsu up` starts it; `preloads` of `bench/processes` are there before it. */
  api(databaseUrl: string, preloads: readonly string[] = []): Promise<Product> {
    return startApi((options) => this.launch(options), this.settings(databaseUrl), this.account, preloads);
  }

  worker(databaseUrl: string, more: Readonly<Record<string, string>> = {}): Partner {
    return startWorker((options) => this.launch(options), { ...this.settings(databaseUrl), ...more });
  }

  /** Api and worker together on one database, shared by the chapters that measure the whole; started when first asked for. */
  installation(): Promise<Installation> {
    return (this.shared ??= this.install());
  }

  /** A Redis of our own, or null when there is no redis-server on PATH. */
  async redis(): Promise<BenchRedis | null> {
    if (this.redisVersion === null) return null;
    return (this.redisServer ??= startRedis(join(this.folder, 'redis'), this.redisVersion, (pid) => this.guard.watch(pid)));
  }

  async close(): Promise<void> {
    await Promise.all(this.partners.map((partner) => partner.stop()));
    await (await this.redisServer)?.stop();
    await this.postgres.stop();
    rmSync(this.folder, { recursive: true, force: true });
    this.guard.dismiss();
  }

  private async install(): Promise<Installation> {
    const databaseUrl = await this.journals.copy(SHORT_JOURNAL, 'installation');
    const api = await this.api(databaseUrl);
    return install(databaseUrl, api, this.worker(databaseUrl), this.idleMs);
  }

  private launch(options: Parameters<Launch>[0]): Partner {
    const logFile = join(this.folder, `${String(this.partners.length)}.log`);
    const partner = Partner.start({
      ...options,
      environment: { ...bareEnvironment, ...options.environment },
      logFile,
      onStarted: (pid) => this.guard.watch(pid),
    });
    this.partners.push(partner);
    return partner;
  }

  private settings(databaseUrl: string): Record<string, string> {
    // One account asks here for many.
    const rates = {
      RATE_ACCOUNT_PER_SECOND: '100000',
      RATE_ADDRESS_PER_SECOND: '100000',
      RATE_GLOBAL_PER_SECOND: '100000',
      RATE_INTAKE_ACCOUNT_PER_SECOND: '100000',
      RATE_INTAKE_ADDRESS_PER_SECOND: '100000',
      SOCKETS_PER_ACCOUNT: '100000',
    };
    return {
      ...rates,
      DATABASE_URL: databaseUrl,
      CURSOR_KEY: this.cursorKey,
      PERSONAL_DATA_KEYS: `bench:${this.cursorKey}`,
      PERSONAL_DATA_INDEX_KEY: this.cursorKey,
    };
  }

  private async makeWorld(url: string): Promise<void> {
    const maker = this.partner('make-world');
    await maker.ask('make', { url, cursorKey: this.cursorKey, ...this.account });
    await maker.stop();
  }
}
