import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { freePort } from '../../apps/cli/src/free-port';
import { guardProcesses } from '../../apps/cli/src/process-guard';
import { eventually } from './eventually';

const program = join(__dirname, '../../dist/apps/worker/src/main.js');

/** How a process ended, and how long that took since it was asked to. */
export interface Ending {
  readonly code: number | null;
  readonly afterMs: number;
}

/** A worker as it really runs: the compiled program in a process of its own, with its own health at a free port. Dies with the test. */
export class WorkerProcess {
  private readonly guard = guardProcesses();
  private said = '';

  private constructor(
    private readonly child: ChildProcess,
    readonly address: string,
  ) {
    if (child.pid !== undefined) this.guard.watch(child.pid);
    const hear = (chunk: Buffer): void => void (this.said = `${this.said}${chunk.toString()}`.slice(-20_000));
    child.stdout?.on('data', hear);
    child.stderr?.on('data', hear);
  }

  /** Resolves when it is ready to work. */
  static async start(databaseUrl: string, variables: Readonly<Record<string, string>> = {}, withinMs = 30_000): Promise<WorkerProcess> {
    const port = await freePort();
    const { REDIS_URL: _redis, ...rest } = process.env;
    const environment = {
      ...rest,
      DATABASE_URL: databaseUrl,
      CURSOR_KEY: randomBytes(32).toString('base64'),
      LOG_LEVEL: 'warn',
      NODE_ENV: 'production',
      QUEUE_RECONCILE_MS: '200',
      WORKER_HTTP_PORT: String(port),
      ...variables,
    };
    const child = spawn(process.execPath, ['--enable-source-maps', program], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
    const worker = new WorkerProcess(child, `http://127.0.0.1:${String(port)}`);
    await eventually('the worker is ready', async () => (await worker.readiness()).status === 'ready', withinMs);
    return worker;
  }

  /** What it answers at /health/ready; `gone` when nobody answers and it still lives. */
  async readiness(): Promise<{ status: string; httpStatus?: number; parts?: Record<string, string> }> {
    if (this.child.exitCode !== null) throw new Error(`the worker has ended with ${String(this.child.exitCode)}: ${this.said}`);
    try {
      const answer = await fetch(`${this.address}/health/ready`);
      return { ...((await answer.json()) as { status: string; parts: Record<string, string> }), httpStatus: answer.status };
    } catch {
      return { status: 'gone' };
    }
  }

  /** Asks it to end. Resolves when it has. */
  async terminate(): Promise<Ending> {
    const askedAt = performance.now();
    const ended = new Promise<Ending>((resolve) => {
      if (this.child.exitCode !== null) resolve({ code: this.child.exitCode, afterMs: 0 });
      else this.child.once('exit', (code) => resolve({ code, afterMs: performance.now() - askedAt }));
    });
    this.child.kill('SIGTERM');
    return ended;
  }

  /** For the end of a test, whatever came of it. */
  kill(): void {
    this.child.kill('SIGKILL');
    this.guard.dismiss();
  }
}
