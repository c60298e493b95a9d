import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../apps/cli/src/free-port';
import { closedFolder, databaseUser } from '../../apps/cli/src/postgres/database-user';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../../apps/cli/src/postgres/embedded-postgres';
import { type ProcessGuard, guardProcesses } from '../../apps/cli/src/process-guard';
import { projectRoot } from '../../apps/cli/src/project-root';
import { Databases } from './databases';
import { Histories } from './histories';
import { type Installation, install } from './installation';
import { Journals } from './journals';
import { Partner } from './partner';
import { databaseCpuMs } from './process-times';
import { type Environment, type Launch, type Product, launchProgram, startApi, startWorker } from './product';
import { type BenchRedis, redisOnPath, startRedis } from './redis';

/** Nothing from the shell: what is measured is the product with its defaults. */
const bareEnvironment = { NODE_ENV: 'production', PATH: '/usr/bin:/bin' };

/** One account asks here for many. */
const unlimited: Environment = {
  RATE_ACCOUNT_PER_SECOND: '100000',
  RATE_ADDRESS_PER_SECOND: '100000',
  RATE_GLOBAL_PER_SECOND: '100000',
  RATE_INTAKE_ACCOUNT_PER_SECOND: '100000',
  RATE_INTAKE_ADDRESS_PER_SECOND: '100000',
  SOCKETS_PER_ACCOUNT: '100000',
};

/** What every measurement begins with, so that PostgreSQL plans on statistics and not on empty tables. */
export const SHORT_JOURNAL = 1_000;

export interface Pace {
  /** Shortens a duration or a number of rounds when only trying something out. */
  readonly seconds: (full: number) => number;
  readonly rounds: (full: number) => number;
  /** How much of a past, or of a crowd, when only trying something out. */
  readonly size: (full: number) => number;
  /** The steady load as long as it is meant to be. */
  readonly isLong: boolean;
}

/**
 * What the measurements stand on: one PostgreSQL with the product's own, durable settings in a temporary folder, a Redis where there is
 * one, and every process that takes part. It ends with the bench, however that ends.
 */
export class Ground {
  private readonly partners: Partner[] = [];
  /** Of the shared installation: they outlive the chapter that began it. */
  private readonly kept = new Set<Partner>();
  private shared: Promise<Installation> | undefined;
  private redisServer: Promise<BenchRedis> | undefined;
  readonly databases: Databases;
  readonly journals: Journals;
  readonly histories: Histories;
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
    this.histories = new Histories(this.databases, () => this.partner('fill-history'), this.cursorKey);
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
  partner(name: string, words: readonly string[] = []): Partner {
    return this.launch({ name, program: join(__dirname, '..', 'processes', `${name}.js`), words });
  }

  /** The product's own api on a database, as `bongsu up` starts it; `preloads` of `bench/processes` are there before it. */
  api(databaseUrl: string, preloads: readonly string[] = [], rates: Environment = unlimited): Promise<Product> {
    const environment = { ...this.settings(databaseUrl), ...rates };
    return startApi((options) => this.launch(options), environment, this.account, preloads);
  }

  worker(databaseUrl: string, more: Readonly<Record<string, string>> = {}): Partner {
    return startWorker((options) => this.launch(options), { ...this.settings(databaseUrl), ...more });
  }

  /** One of the product's programs, just started and ready for nothing yet. */
  program(name: 'api' | 'worker', databaseUrl: string, more: Environment): Partner {
    return launchProgram((options) => this.launch(options), name, { ...this.settings(databaseUrl), ...more });
  }

  /** The command line, `bongsu` with these words, as it is called: it finds its home by its environment. */
  command(words: readonly string[], environment: Environment): Partner {
    const program = join(projectRoot(), 'dist', 'apps', 'cli', 'src', 'main.js');
    return this.launch({ name: `bongsu ${words.join(' ')}`, program, words, environment });
  }

  /** Api and worker together on one database, shared by the chapters that measure the whole; started when first asked for. */
  installation(): Promise<Installation> {
    this.shared ??= this.install().catch((fault: unknown) => {
      // The next chapter tries again.
      this.shared = undefined;
      throw fault;
    });
    return this.shared;
  }

  /** CPU time of PostgreSQL with all its processes since it was started, in milliseconds. */
  databaseCpuMs(): number {
    return databaseCpuMs(this.postgres.pid);
  }

  /** Ends what a chapter left running, all but the shared installation. */
  async sweep(): Promise<void> {
    await Promise.all(this.partners.filter((partner) => !this.kept.has(partner)).map((partner) => partner.stop()));
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
    const worker = this.worker(databaseUrl);
    for (const partner of [api.partner, worker]) this.kept.add(partner);
    return install(databaseUrl, api, worker, this.idleMs);
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
    return {
      DATABASE_URL: databaseUrl,
      CURSOR_KEY: this.cursorKey,
      PERSONAL_DATA_KEYS: `bench:${this.cursorKey}`,
      PERSONAL_DATA_INDEX_KEY: this.cursorKey,
      // A beacon every half a minute is a load that is not the one measured.
      PROBE_EVERY_MS: 'off',
    };
  }

  private async makeWorld(url: string): Promise<void> {
    const maker = this.partner('make-world');
    await maker.ask('make', { url, cursorKey: this.cursorKey, ...this.account });
    await maker.stop();
  }
}
