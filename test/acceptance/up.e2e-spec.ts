import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Client } from 'pg';
import { freePort } from '../../apps/cli/src/free-port';
import { guardProcesses } from '../../apps/cli/src/process-guard';

const program = join(__dirname, '../../dist/apps/cli/src/main.js');

/** Were the test run killed, nothing of it would be left. */
const guard = guardProcesses();

/** `bongsu up` as a person starts it, with what it has said so far. */
class Start {
  said = '';
  private readonly child: ChildProcess;
  private readonly ended: Promise<number | null>;

  constructor(environment: Record<string, string>) {
    const { DATABASE_URL: _database, REDIS_URL: _redis, ...rest } = process.env;
    this.child = spawn(process.execPath, [program, 'up'], { env: { ...rest, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
    if (this.child.pid !== undefined) guard.watch(this.child.pid);
    const hear = (chunk: Buffer): void => void (this.said += chunk.toString());
    this.child.stdout?.on('data', hear);
    this.child.stderr?.on('data', hear);
    this.ended = new Promise((resolve) => this.child.on('close', resolve));
  }

  /** Resolves when it stands; rejects with its words when it ends instead. */
  async standing(): Promise<this> {
    const ended = this.ended.then((code) => code ?? -1);
    for (;;) {
      if (this.said.includes('Ctrl-C')) return this;
      const code = await Promise.race([ended, delay(50)]);
      if (code !== undefined) throw new Error(`ended with ${String(code)}: ${this.said}`);
    }
  }

  exitCode(): Promise<number | null> {
    return this.ended;
  }

  signal(name: NodeJS.Signals): void {
    this.child.kill(name);
  }
}

/** One sentence with its remedy: a single line, and nothing that only a programmer can read. */
const oneSentence = /^[^\n]+: [^\n]+\.\n$/;

describe('bongsu up', () => {
  let folder: string;
  let home: string;
  let port: number;
  let running: Start;
  let taken: Server | undefined;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bongsu-test-up-'));
    guard.removeFolder(folder);
    chmodSync(folder, 0o711);
    home = join(folder, 'home');
    port = await freePort();
    running = await new Start({ BONGSU_HOME: home, PORT: String(port) }).standing();
  }, 120_000);

  afterAll(async () => {
    taken?.close();
    running.signal('SIGTERM');
    await running.exitCode();
    rmSync(folder, { recursive: true, force: true });
    guard.dismiss();
  }, 60_000);

  const ready = async (): Promise<number> => (await fetch(`http://localhost:${String(port)}/health/ready`)).status;

  it('says where the board is, and with which accounts, which only their owner can read', async () => {
    expect(running.said).toContain(`http://localhost:${String(port)}`);
    expect(running.said).toContain('npm run replay -- turkiye-2023');
    expect(await ready()).toBe(200);
    const accounts = join(home, 'demo-accounts.json');
    expect(statSync(accounts).mode & 0o777).toBe(0o600);
    const [first] = JSON.parse(readFileSync(accounts, 'utf8')) as { email: string; password: string }[];
    expect(running.said).toContain(first?.email);
    expect(running.said).toContain(first?.password);
  });

  it('lets api and worker into the database as an account that owns nothing', async () => {
    const kept = (file: string): Record<string, unknown> => JSON.parse(readFileSync(join(home, file), 'utf8')) as Record<string, unknown>;
    const { databasePassword: password } = kept('secrets.json');
    const { port: databasePort } = kept('database.json');
    const owner = new Client({ connectionString: `postgres://bongsu:${String(password)}@127.0.0.1:${String(databasePort)}/bongsu` });
    await owner.connect();
    const { rows } = await owner.query<{ who: string }>(
      "SELECT DISTINCT usename AS who FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()",
    );
    await owner.end();
    expect(rows).toEqual([{ who: 'bongsu_runtime' }]);
  });

  it('refuses a second start on the same folder', async () => {
    const second = new Start({ BONGSU_HOME: home, PORT: String(await freePort()) });
    expect(await second.exitCode()).toBe(1);
    expect(second.said).toMatch(oneSentence);
    expect(second.said).toContain('already running');
  });

  it('refuses a port that another program has', async () => {
    const held = await freePort();
    taken = createServer().listen(held, '127.0.0.1');
    const start = new Start({ BONGSU_HOME: join(folder, 'other'), PORT: String(held) });
    expect(await start.exitCode()).toBe(1);
    expect(start.said).toMatch(oneSentence);
    expect(start.said).toContain(`Port ${String(held)} is taken`);
  });

  it('refuses a folder that it cannot have', async () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, '');
    const start = new Start({ BONGSU_HOME: join(file, 'home'), PORT: String(await freePort()) });
    expect(await start.exitCode()).toBe(1);
    expect(start.said).toMatch(oneSentence);
    expect(start.said).toContain('a file is in its place');
  });

  it('refuses a database that does not answer', async () => {
    const dead = await freePort();
    const start = new Start({
      BONGSU_HOME: join(folder, 'other'),
      PORT: String(await freePort()),
      DATABASE_URL: `postgres://someone:secret@127.0.0.1:${String(dead)}/bongsu`,
    });
    expect(await start.exitCode()).toBe(1);
    expect(start.said).toMatch(oneSentence);
    expect(start.said).toContain('does not answer');
    expect(start.said).not.toContain('secret');
  });

  (process.getuid?.() === 0 ? it : it.skip)('as root, refuses a folder that the account of PostgreSQL may not enter', async () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const start = new Start({ BONGSU_HOME: join(closed, 'home'), PORT: String(await freePort()) });
    expect(await start.exitCode()).toBe(1);
    expect(start.said).toMatch(oneSentence);
    expect(start.said).toContain(`may not enter ${closed}`);
  });

  it('starts again after kill -9, with the same world', async () => {
    const before = readFileSync(join(home, 'demo-accounts.json'), 'utf8');
    running.signal('SIGKILL');
    await running.exitCode();
    running = await new Start({ BONGSU_HOME: home, PORT: String(port) }).standing();
    expect(await ready()).toBe(200);
    expect(readFileSync(join(home, 'demo-accounts.json'), 'utf8')).toBe(before);
  }, 60_000);

  it('stops everything on Ctrl-C', async () => {
    const postmaster = Number(readFileSync(join(home, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
    running.signal('SIGINT');
    expect(await running.exitCode()).toBe(0);
    expect(existsSync(join(home, 'up.lock'))).toBe(false);
    expect(existsSync(join(home, 'postgres', 'postmaster.pid'))).toBe(false);
    expect(() => process.kill(postmaster, 0)).toThrow('ESRCH');
    await expect(ready()).rejects.toThrow('fetch failed');
  }, 60_000);
});
