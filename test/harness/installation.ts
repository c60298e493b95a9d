import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { DemoAccount } from '../../apps/cli/src/demo-accounts';
import { freePort } from '../../apps/cli/src/free-port';
import { guardProcesses } from '../../apps/cli/src/process-guard';
import { eventually } from './eventually';
import { type FreshDatabase, freshDatabase } from './fresh-database';
import { personalDataKeys } from './settings';

type Program = 'api' | 'worker';

const built = join(__dirname, '../../dist/apps');
const programFile = (name: Program | 'cli'): string => join(built, name, 'src/main.js');

/**
 * Bongsu as it really runs: the demo world in a database of its own, api and worker as compiled programs in processes of their own, which
 * can be killed and started again. Nothing of it outlives the test, not even when the test itself is killed.
 */
export class Installation {
  private readonly guard = guardProcesses();
  private readonly home = mkdtempSync(join(tmpdir(), 'bongsu-test-installation-'));
  private readonly running = new Map<Program, ChildProcess>();
  private readonly logs = new Map<Program, string>();

  private constructor(
    readonly database: FreshDatabase,
    private readonly databaseUrl: string,
    private readonly port: number,
    private readonly variables: Readonly<Record<string, string>>,
  ) {
    this.guard.removeFolder(this.home);
  }

  /** Seeded and ready. `variables` are environment variables of api and worker; `through` leads them to their database by another way, which a test can cut. */
  static async stand(variables: Record<string, string> = {}, through?: (databaseUrl: string) => Promise<string>): Promise<Installation> {
    const settings = {
      CURSOR_KEY: randomBytes(32).toString('base64'),
      ...personalDataKeys(),
      QUEUE_RECONCILE_MS: '1000',
      QUEUE_DRAIN_MS: '2000',
      NODE_ENV: 'production',
      // The demo accounts have a password alone.
      SECOND_FACTOR_ROLES: 'none',
      // Several installations may stand at the same time.
      WORKER_HTTP_PORT: '0',
      PROBE_EVERY_MS: 'off',
    };
    const database = await freshDatabase();
    const url = (await through?.(database.url)) ?? database.url;
    const installation = new Installation(database, url, await freePort(), { ...settings, ...variables });
    const seeded = await installation.command('seed', '--if-empty');
    if (seeded.code !== 0) throw new Error(`the demo world was not seeded: ${seeded.said}`);
    installation.start('api');
    installation.start('worker');
    await installation.ready();
    return installation;
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  get accountsFile(): string {
    return join(this.home, 'demo-accounts.json');
  }

  accounts(): DemoAccount[] {
    return JSON.parse(readFileSync(this.accountsFile, 'utf8')) as DemoAccount[];
  }

  start(name: Program): void {
    const child = spawn(process.execPath, ['--enable-source-maps', programFile(name)], {
      env: this.environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (child.pid !== undefined) this.guard.watch(child.pid);
    const keep = (chunk: Buffer): void => void this.logs.set(name, `${this.logs.get(name) ?? ''}${chunk.toString()}`.slice(-20_000));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    this.running.set(name, child);
  }

  /** kill -9: no word of farewell, nothing finished. Resolves when it is gone. */
  async kill(name: Program): Promise<void> {
    await this.end(name, 'SIGKILL');
  }

  async ready(): Promise<void> {
    await eventually(
      'api and worker are ready',
      async () => {
        for (const [name, child] of this.running)
          if (child.exitCode !== null) throw new Error(`the ${name} has ended: ${this.logs.get(name) ?? ''}`);
        return fetch(`${this.address}/health/ready`).then(
          ({ ok }) => ok,
          () => false,
        );
      },
      60_000,
    );
  }

  /** Runs another `bongsu` command on this installation to its end. */
  command(...args: string[]): Promise<{ code: number | null; said: string }> {
    const child = spawn(process.execPath, ['--enable-source-maps', programFile('cli'), ...args], {
      env: this.environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (child.pid !== undefined) this.guard.watch(child.pid);
    let said = '';
    const hear = (chunk: Buffer): void => void (said += chunk.toString());
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, said }));
    });
  }

  async stop(): Promise<void> {
    await Promise.all([...this.running.keys()].map((name) => this.end(name, 'SIGTERM')));
    await this.database.drop();
    rmSync(this.home, { recursive: true, force: true });
    this.guard.dismiss();
  }

  private async end(name: Program, signal: NodeJS.Signals): Promise<void> {
    const child = this.running.get(name);
    this.running.delete(name);
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(signal);
    const insist = setTimeout(() => child.kill('SIGKILL'), 15_000);
    await gone;
    clearTimeout(insist);
  }

  private environment(): NodeJS.ProcessEnv {
    const { REDIS_URL: _redis, ...rest } = process.env;
    return {
      ...rest,
      LOG_LEVEL: 'warn',
      ...this.variables,
      DATABASE_URL: this.databaseUrl,
      PORT: String(this.port),
      BONGSU_HOME: this.home,
    };
  }
}
