import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { writeKeptFile } from './kept-file';
import { identityOf, isAlive, type ProcessIdentity } from './process-identity';

/** Remembers the processes of this start, so that the next one can end what a kill -9 left behind. */
export class Leftovers {
  private readonly file: string;
  private readonly known: ProcessIdentity[] = [];

  constructor(home: string) {
    this.file = join(home, 'processes.json');
  }

  add(pid: number): void {
    const identity = identityOf(pid);
    if (identity) this.known.push(identity);
    const alive = this.known.filter(isAlive);
    writeKeptFile(this.file, alive);
  }

  forget(): void {
    rmSync(this.file, { force: true });
  }

  /** Ends what an earlier start left behind: asked first, killed after `withinMs`. Returns how many there were. */
  async end(withinMs = 5_000): Promise<number> {
    const left = this.read().filter(isAlive);
    for (const { pid } of left) signal(pid, 'SIGTERM');
    const startedAt = performance.now();
    while (left.some(isAlive)) {
      if (performance.now() - startedAt > withinMs) for (const { pid } of left.filter(isAlive)) signal(pid, 'SIGKILL');
      await delay(50);
    }
    this.forget();
    return left.length;
  }

  private read(): ProcessIdentity[] {
    try {
      return existsSync(this.file) ? (JSON.parse(readFileSync(this.file, 'utf8')) as ProcessIdentity[]) : [];
    } catch {
      return [];
    }
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // Gone in between.
  }
}
