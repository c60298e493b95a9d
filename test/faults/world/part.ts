import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { until } from '../wait';

export interface PartOptions {
  readonly name: string;
  readonly program: string;
  readonly words: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  readonly logFile: string;
  readonly onStarted: (pid: number) => void;
  /** Told whether it can do its work. */
  readonly isReady: () => Promise<boolean>;
  readonly account?: { readonly uid: number; readonly gid: number } | undefined;
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Since it was asked to end. */
  readonly afterMs: number;
}

const READY_WITHIN_MS = 90_000;

/** One process of a world, which can be killed, frozen, ended in order and started again at the same address. */
export class Part {
  private child: ChildProcess | undefined;
  private isFrozen = false;
  /** How often it was started. */
  starts = 0;

  constructor(private readonly options: PartOptions) {}

  get name(): string {
    return this.options.name;
  }

  get pid(): number | undefined {
    return this.isRunning ? this.child?.pid : undefined;
  }

  get isRunning(): boolean {
    return this.child !== undefined && this.child.exitCode === null && this.child.signalCode === null;
  }

  /** Starts it; does not wait until it is ready. Nothing happens when it runs. More words and variables count for this start alone. */
  start(more: { readonly words?: readonly string[]; readonly environment?: Readonly<Record<string, string>> } = {}): void {
    if (this.isRunning) return;
    const { program, words, environment, logFile, account } = this.options;
    const log = openSync(logFile, 'a', 0o600);
    this.child = spawn(program, [...(more.words ?? []), ...words], {
      env: { ...environment, ...more.environment },
      // A session of its own: Ctrl-C reaches the runner only, which then ends everything in order.
      detached: true,
      stdio: ['ignore', log, log],
      ...(account === undefined ? {} : { ...account, cwd: '/' }),
    });
    closeSync(log);
    this.child.on('error', () => undefined);
    this.isFrozen = false;
    this.starts += 1;
    if (this.child.pid !== undefined) this.options.onStarted(this.child.pid);
  }

  /** Resolves when it can do its work. Throws with its last words when it ends instead. */
  async ready(withinMs = READY_WITHIN_MS): Promise<void> {
    try {
      await until(`${this.name} is ready`, withinMs, async () => {
        if (await this.options.isReady()) return true;
        if (!this.isRunning) throw new Error(`${this.name} has ended instead of getting ready`);
        return false;
      });
    } catch (fault) {
      throw new Error(`${fault instanceof Error ? fault.message : String(fault)}. Its last words:\n${this.lastWords()}`, { cause: fault });
    }
  }

  /** kill -9: no word of farewell, nothing finished. Resolves when it is gone. */
  async kill(): Promise<void> {
    await this.signal('SIGKILL');
  }

  /** SIGTERM, as a deployment ends it. Resolves when it is gone; kills it after `withinMs`. */
  async terminate(withinMs = 40_000): Promise<Ending> {
    return this.signal('SIGTERM', withinMs);
  }

  /** SIGINT: for PostgreSQL the fast way to end. */
  async interrupt(withinMs = 20_000): Promise<Ending> {
    return this.signal('SIGINT', withinMs);
  }

  /** SIGSTOP: it lives, holds its locks and connections, and does nothing. */
  freeze(): void {
    if (this.isRunning) this.child?.kill('SIGSTOP');
    this.isFrozen = true;
  }

  /** SIGCONT. */
  thaw(): void {
    if (this.isRunning) this.child?.kill('SIGCONT');
    this.isFrozen = false;
  }

  /** A signal of the scenario's own, for a program that was started to listen to it. */
  tell(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  /** Everything it ever wrote, over all its starts. */
  log(): string {
    return readFileSync(this.options.logFile, 'utf8');
  }

  lastWords(): string {
    return this.log().trimEnd().split('\n').slice(-12).join('\n');
  }

  private async signal(signal: NodeJS.Signals, withinMs?: number): Promise<Ending> {
    const { child } = this;
    const askedMs = performance.now();
    if (child === undefined || !this.isRunning) return { code: child?.exitCode ?? null, signal: child?.signalCode ?? null, afterMs: 0 };
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill(signal);
    // What is stopped hears nothing but SIGKILL.
    if (this.isFrozen) this.thaw();
    const insist = withinMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), withinMs);
    await gone;
    clearTimeout(insist);
    return { code: child.exitCode, signal: child.signalCode, afterMs: performance.now() - askedMs };
  }
}
