import { type ChildProcess, type ForkOptions, fork } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import type { Answer, Question } from '../processes/answer-parent';

interface Waiting {
  resolve(value: unknown): void;
  reject(fault: Error): void;
}

/** What a process has used so far. */
export interface Usage {
  readonly cpuMs: number;
  readonly rssBytes: number;
}

/** What it holds after collecting what nobody needs. */
export interface Heap {
  readonly heapBytes: number;
  readonly rssBytes: number;
}

export interface PartnerOptions {
  readonly name: string;
  /** A built program. */
  readonly program: string;
  readonly words?: readonly string[];
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly flags?: readonly string[];
  readonly logFile: string;
  readonly onStarted: (pid: number) => void;
}

/** Another process that takes part in a measurement: asked over its IPC channel, one answer to each question. */
export class Partner {
  private readonly waiting = new Map<number, Waiting>();
  private readonly ended: Promise<void>;
  private asked = 0;
  private isGone = false;

  private constructor(
    private readonly child: ChildProcess,
    private readonly options: PartnerOptions,
  ) {
    child.on('message', (answer: Answer) => this.take(answer));
    this.ended = new Promise((resolve) => child.once('exit', () => resolve()));
    void this.ended.then(() => this.leave());
  }

  static start(options: PartnerOptions): Partner {
    const log = openSync(options.logFile, 'a', 0o600);
    const forkOptions: ForkOptions = {
      env: { ...options.environment },
      execArgv: ['--enable-source-maps', ...(options.flags ?? [])],
      // A session of its own: Ctrl-C reaches the bench only, which then ends everything in order.
      detached: true,
      stdio: ['ignore', log, log, 'ipc'],
    };
    const child = fork(options.program, options.words ?? [], forkOptions);
    closeSync(log);
    if (child.pid !== undefined) options.onStarted(child.pid);
    return new Partner(child, options);
  }

  get isRunning(): boolean {
    return !this.isGone;
  }

  ask<Value>(question: string, about: unknown = null): Promise<Value> {
    if (this.isGone) return Promise.reject(this.death());
    const ask = ++this.asked;
    const answer = new Promise<unknown>((resolve, reject) => this.waiting.set(ask, { resolve, reject }));
    this.child.send({ ask, question, about } satisfies Question);
    return answer as Promise<Value>;
  }

  usage(): Promise<Usage> {
    return this.ask<Usage>('usage');
  }

  heap(): Promise<Heap> {
    return this.ask<Heap>('heap');
  }

  /** Asks it to end, and kills it when it has not in time. */
  async stop(withinMs = 10_000): Promise<void> {
    if (this.isGone) return;
    this.child.kill('SIGTERM');
    const insist = setTimeout(() => this.child.kill('SIGKILL'), withinMs);
    await this.ended;
    clearTimeout(insist);
  }

  private take(answer: Answer): void {
    const waiting = this.waiting.get(answer.ask);
    this.waiting.delete(answer.ask);
    if ('fault' in answer) waiting?.reject(new Error(`${this.options.name}: ${answer.fault}`));
    else waiting?.resolve(answer.value);
  }

  private leave(): void {
    this.isGone = true;
    for (const waiting of this.waiting.values()) waiting.reject(this.death());
    this.waiting.clear();
  }

  private death(): Error {
    return new Error(`${this.options.name} has ended. Its last words:\n${this.lastWords()}`);
  }

  lastWords(): string {
    return readFileSync(this.options.logFile, 'utf8').trimEnd().split('\n').slice(-12).join('\n');
  }
}
