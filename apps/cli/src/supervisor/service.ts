import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { RotatingLog, type LogBounds } from './rotating-log';

export interface ServiceOptions {
  /** The built program, a JavaScript file. */
  readonly program: string;
  /** Loaded into it first; see leave-with-parent.ts. */
  readonly preload: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly logFile: string;
  readonly logBounds: LogBounds;
  /** For development: started anew when its files change, and its log goes to the terminal. */
  readonly watch: boolean;
  /** How long it may take to end when asked, before it is killed. */
  readonly stopWithinMs: number;
  readonly onStarted: (pid: number) => void;
  /** It ended by itself and will be started again after `againInMs`. */
  readonly onCrash: (how: string, againInMs: number) => void;
}

const firstPauseMs = 500;
const longestPauseMs = 30_000;
/** Having run this long, it counts as sound again and the next pause is the shortest. */
const soundAfterMs = 60_000;

/** One of our two processes: started, started again when it crashes, stopped in a bounded time. */
export class Service {
  private child: ChildProcess | undefined;
  private pauseMs = firstPauseMs;
  private restart: NodeJS.Timeout | undefined;
  private stopping = false;
  private readonly log: RotatingLog;
  /** How often it has ended by itself. */
  crashes = 0;

  constructor(private readonly options: ServiceOptions) {
    this.log = new RotatingLog(options.logFile, options.logBounds);
  }

  get pid(): number | undefined {
    return this.child?.pid;
  }

  start(): void {
    const { program, preload, environment, watch, onStarted } = this.options;
    const log = watch ? 'inherit' : 'pipe';
    const beganMs = performance.now();
    const flags = ['--enable-source-maps', '--require', preload, ...(watch ? ['--watch', '--watch-preserve-output'] : [])];
    const child = spawn(process.execPath, [...flags, program], {
      env: environment,
      // A session of its own: Ctrl-C reaches the supervisor only, which then stops everything in order.
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
    });
    for (const stream of [child.stdout, child.stderr]) if (stream) this.log.follow(stream);
    this.child = child;
    if (child.pid !== undefined) onStarted(child.pid);
    let fault: string | undefined;
    child.on('error', ({ message }) => (fault = message));
    // Not before its last words have been read.
    child.on('close', (code, signal) => this.ended(fault ?? signal ?? `exit code ${String(code)}`, beganMs));
  }

  /** From now on its end is no crash: whoever stops us may stop it too. */
  expectEnd(): void {
    this.stopping = true;
    clearTimeout(this.restart);
  }

  /** Asks it to end, and kills it when it has not after its time. Resolves when it is gone. */
  async stop(): Promise<void> {
    this.expectEnd();
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once('close', () => resolve()));
    child.kill('SIGTERM');
    const insist = setTimeout(() => child.kill('SIGKILL'), this.options.stopWithinMs);
    await gone;
    clearTimeout(insist);
  }

  /** No more patience: end now. */
  kill(): void {
    this.expectEnd();
    this.child?.kill('SIGKILL');
  }

  /** The last words of its log, for a person. */
  lastWords(lines = 5): string {
    const text = existsSync(this.options.logFile) ? readFileSync(this.options.logFile, 'utf8') : '';
    return text.trimEnd().split('\n').slice(-lines).map(readable).join('\n');
  }

  private ended(how: string, beganMs: number): void {
    if (this.stopping) return;
    this.crashes += 1;
    if (performance.now() - beganMs > soundAfterMs) this.pauseMs = firstPauseMs;
    this.options.onCrash(how, this.pauseMs);
    this.restart = setTimeout(() => this.start(), this.pauseMs);
    this.pauseMs = Math.min(this.pauseMs * 2, longestPauseMs);
  }
}

/** A structured log line shows its message; anything else stands as it is. */
function readable(line: string): string {
  try {
    const { msg, err } = JSON.parse(line) as { msg?: string; err?: { message?: string } };
    return [msg, err?.message].filter(Boolean).join(': ') || line;
  } catch {
    return line;
  }
}
