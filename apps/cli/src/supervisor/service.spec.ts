import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { Service } from './service';

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await delay(10);
}

describe('a supervised process', () => {
  let folder: string;
  let service: Service | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bongsu-test-service-'));
    writeFileSync(join(folder, 'leave-with-parent.js'), '');
  });
  afterEach(async () => {
    service?.kill();
    await service?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const run = (
    program: string,
    stopWithinMs = 5_000,
    logBounds = { maxBytes: 1_000_000, keep: 2 },
  ): { pids: number[]; crashes: [string, number][]; file: string } => {
    const heard = { pids: [] as number[], crashes: [] as [string, number][], file: join(folder, 'seen') };
    writeFileSync(join(folder, 'program.js'), program);
    service = new Service({
      program: join(folder, 'program.js'),
      preload: join(folder, 'leave-with-parent.js'),
      environment: { FILE: heard.file },
      logFile: join(folder, 'log'),
      logBounds,
      watch: false,
      stopWithinMs,
      onStarted: (pid) => heard.pids.push(pid),
      onCrash: (how, againInMs) => heard.crashes.push([how, againInMs]),
    });
    service.start();
    return heard;
  };

  it('is started again after a crash, later each time', async () => {
    const { pids, crashes } = run('process.exit(3)');
    await until(() => pids.length === 3);
    expect(crashes.slice(0, 2)).toEqual([
      ['exit code 3', 500],
      ['exit code 3', 1_000],
    ]);
    expect(new Set(pids).size).toBe(3);
  });

  it('may finish what it does when it is stopped, and is not started again', async () => {
    const { pids, crashes, file } = run(`
      const { writeFileSync } = require('node:fs');
      setInterval(() => undefined, 1000);
      process.on('SIGTERM', () => setTimeout(() => { writeFileSync(process.env.FILE, 'finished'); process.exit(0); }, 50));
      writeFileSync(process.env.FILE, 'ready');`);
    await until(() => existsSync(file));
    await service?.stop();
    expect(readFileSync(file, 'utf8')).toBe('finished');
    expect(crashes).toEqual([]);
    expect(() => process.kill(pids[0] ?? 0, 0)).toThrow('ESRCH');
  });

  it('is killed when it does not stop in its time', async () => {
    const { pids, file } = run(
      `require('node:fs').writeFileSync(process.env.FILE, ''); setInterval(() => undefined, 1000); process.on('SIGTERM', () => undefined);`,
      100,
    );
    await until(() => existsSync(file));
    await service?.stop();
    expect(() => process.kill(pids[0] ?? 0, 0)).toThrow('ESRCH');
  });

  it('has last words: of a structured log the message and the error', async () => {
    const { crashes } = run(
      `console.log(JSON.stringify({ level: 60, msg: 'cannot start', err: { message: 'no cursor key' } })); process.exit(1)`,
    );
    await until(() => crashes.length > 0);
    expect(service?.lastWords()).toBe('cannot start: no cursor key');
  });

  it('has its log put aside while it runs, and loses no line of it', async () => {
    const { file } = run(
      // Its last line is on its way out before it says so: while nobody reads, a full pipe keeps lines back in the process that is ended then.
      `for (let n = 0; n < 300; n++) console.log('line ' + String(n).padStart(4, '0'));
       process.stdout.write('', () => require('node:fs').writeFileSync(process.env.FILE, '')); setInterval(() => undefined, 1000);`,
      5_000,
      { maxBytes: 2_000, keep: 50 },
    );
    await until(() => existsSync(file));
    await service?.stop();
    const asides = readdirSync(folder).filter((name) => /^log\.\d+$/.test(name));
    expect(asides.length).toBeGreaterThanOrEqual(1);
    const lines = ['log', ...asides].flatMap((name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'));
    expect(lines.sort()).toEqual(Array.from({ length: 300 }, (_, n) => `line ${String(n).padStart(4, '0')}`));
  });
});
