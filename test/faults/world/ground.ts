import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DEMO_ACCOUNTS_FILE, type DemoAccount } from '../../../apps/cli/src/demo-accounts';
import { closedFolder, databaseUser } from '../../../apps/cli/src/postgres/database-user';
import { type ProcessGuard, guardProcesses } from '../../../apps/cli/src/process-guard';
import { childrenOf, endChildren, tell } from './children';
import { giveToDatabase } from './give-to-database';
import { PostgresPart, databaseName } from './postgres-part';
import { programFile } from './program-part';
import { SmallDisk } from './small-disk';
import { stablePort } from './stable-port';

const key = (): string => randomBytes(32).toString('base64');

/**
 * The folder that everything of a run lies in, the guard that ends what is left when the run itself is killed, and a cluster with the demo
 * world that was made once and is copied for every world.
 */
export class Ground {
  private readonly guard: ProcessGuard;
  readonly folder: string;
  private readonly home: string;
  private readonly keys = { CURSOR_KEY: key(), PERSONAL_DATA_KEYS: `faults:${key()}`, PERSONAL_DATA_INDEX_KEY: key() };
  private seeded: Promise<string> | undefined;
  private things = 0;
  private readonly disks: SmallDisk[] = [];
  private readonly watched = new Set<number>();
  private isClosed = false;

  constructor() {
    this.folder = mkdtempSync(join(closedFolder(tmpdir(), databaseUser()) ? '/tmp' : tmpdir(), 'bongsu-faults-'));
    chmodSync(this.folder, 0o711);
    this.home = join(this.folder, 'home');
    mkdirSync(this.home, { mode: 0o700 });
    this.guard = guardProcesses();
    this.guard.removeFolder(this.folder);
  }

  /** A name in the folder that nobody else was given. */
  place(name: string): string {
    return join(this.folder, `${String(++this.things).padStart(3, '0')}-${name}`);
  }

  readonly watch = (pid: number): void => {
    // A scenario that was stopped in the middle may still start something when all is over.
    if (this.isClosed) return tell(pid, 'SIGKILL');
    const running = new Set(childrenOf(process.pid));
    for (const ended of [...this.watched].filter((each) => !running.has(each))) {
      this.watched.delete(ended);
      this.guard.forget(ended);
    }
    this.watched.add(pid);
    this.guard.watch(pid);
  };

  /** Environment of every program of the product here; nothing comes from the shell. */
  environment(databaseUrl: string): Record<string, string> {
    const rate = '1000000';
    return {
      NODE_ENV: 'production',
      PATH: '/usr/bin:/bin',
      LOG_LEVEL: 'warn',
      BONGSU_HOME: this.home,
      DATABASE_URL: databaseUrl,
      ...this.keys,
      // The demo accounts have a password alone, and one of them asks here for many.
      SECOND_FACTOR_ROLES: 'none',
      RATE_ACCOUNT_PER_SECOND: rate,
      RATE_ADDRESS_PER_SECOND: rate,
      RATE_GLOBAL_PER_SECOND: rate,
      RATE_INTAKE_ACCOUNT_PER_SECOND: rate,
      RATE_INTAKE_ADDRESS_PER_SECOND: rate,
      SOCKETS_PER_ACCOUNT: '10000',
      // Its beacons are no part of what is counted; where they are the subject the scenario lights them.
      PROBE_EVERY_MS: 'off',
    };
  }

  accounts(): DemoAccount[] {
    return JSON.parse(readFileSync(join(this.home, DEMO_ACCOUNTS_FILE), 'utf8')) as DemoAccount[];
  }

  /** A cluster of its own with tables and demo world, not started; on a file system of its own when a size is given. */
  async cluster(settings: Readonly<Record<string, string>>, diskMb?: number): Promise<PostgresPart> {
    const original = await (this.seeded ??= this.seed());
    const disk = diskMb === undefined ? null : SmallDisk.at(this.place('disk'), diskMb);
    if (disk !== null) this.disks.push(disk);
    const dataDir = disk === null ? this.place('postgres') : join(disk.folder, 'data');
    cpSync(original, dataDir, { recursive: true, preserveTimestamps: true });
    giveToDatabase(dataDir);
    return this.server(dataDir, settings, disk);
  }

  /** Runs a `bongsu` command to its end. */
  command(databaseUrl: string, ...words: readonly string[]): Promise<{ code: number | null; said: string }> {
    return this.commandWith(this.environment(databaseUrl), ...words);
  }

  /** The same in surroundings of the scenario's own. */
  commandWith(environment: Readonly<Record<string, string>>, ...words: readonly string[]): Promise<{ code: number | null; said: string }> {
    const child = spawn(process.execPath, ['--enable-source-maps', programFile('cli'), ...words], {
      env: environment,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (child.pid !== undefined) this.watch(child.pid);
    let said = '';
    const hear = (chunk: Buffer): void => void (said += chunk.toString());
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, said }));
    });
  }

  /** Ends what the worlds have left, whatever became of them. `keep`: the folder stays, for whoever wants to read the logs. */
  async close(keep: boolean): Promise<void> {
    this.isClosed = true;
    await endChildren();
    for (const disk of this.disks) disk.unmount();
    if (keep) process.stderr.write(`kept in ${this.folder}\n`);
    else rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
    this.guard.dismiss();
  }

  /** A server on a folder that is there already. */
  async server(dataDir: string, settings: Readonly<Record<string, string>>, disk: SmallDisk | null = null): Promise<PostgresPart> {
    return new PostgresPart({
      dataDir,
      disk,
      port: await stablePort(),
      settings: { max_connections: '400', ...settings },
      onStarted: this.watch,
    });
  }

  private async seed(): Promise<string> {
    const dataDir = join(this.folder, 'seeded');
    const postgres = await this.server(dataDir, { fsync: 'off' });
    await postgres.start();
    const { Client } = await import('pg');
    const client = new Client({ connectionString: postgres.url('postgres') });
    await client.connect();
    await client.query(`CREATE DATABASE ${databaseName}`);
    await client.end();
    for (const words of [['migrate'], ['seed']]) {
      const { code, said } = await this.command(postgres.url(), ...words);
      if (code !== 0) throw new Error(`bongsu ${words.join(' ')} ended with ${String(code)}: ${said}`);
    }
    await postgres.stop();
    return dataDir;
  }
}
