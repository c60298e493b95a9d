import { spawnSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import type { Ground } from '../ground/ground';
import type { Partner } from '../ground/partner';
import type { BoardAddress } from '../processes/board-socket';
import type { Noted } from '../processes/boards';

/** How long the last entries may take to arrive. */
const ARRIVE_WITHIN_MS = 15_000;

/** Boards in processes of their own. */
export class Crowd {
  private constructor(readonly processes: readonly Partner[]) {}

  static of(ground: Ground, processes: number): Crowd {
    return new Crowd(Array.from({ length: processes }, () => ground.partner('boards')));
  }

  /** So many more boards in a group; a multiple of the processes. */
  async connect(group: string, count: number, address: BoardAddress): Promise<void> {
    await this.ask('connect', { ...address, group, count: count / this.processes.length });
  }

  /** Microseconds of the server's CPU for each delivery while `drive` runs and until its last entry has arrived. */
  async costOf(group: string, server: Partner, expected: number, drive: () => Promise<unknown>): Promise<number> {
    await delay(500);
    const [before, deliveredBefore] = [await server.usage(), await this.delivered(group)];
    await drive();
    const delivered = await this.untilDelivered(group, deliveredBefore, expected);
    const { cpuMs } = await server.usage();
    return ((cpuMs - before.cpuMs) * 1_000) / delivered;
  }

  /** Waits until so many entries more have come than `before`; answers how many. Throws when they do not come. */
  async untilDelivered(group: string, before: number, expected: number): Promise<number> {
    const deadline = performance.now() + ARRIVE_WITHIN_MS;
    let delivered = (await this.delivered(group)) - before;
    while (delivered < expected && performance.now() < deadline) {
      await delay(50);
      delivered = (await this.delivered(group)) - before;
    }
    if (delivered < expected) throw new Error(`${delivered} of ${expected} deliveries came to the boards`);
    return delivered;
  }

  async delivered(group: string): Promise<number> {
    const counts = await this.ask<number>('delivered', { group });
    return counts.reduce((sum, each) => sum + each, 0);
  }

  async note(group: string): Promise<void> {
    await this.ask('note', { group });
  }

  /** What all processes noted together. */
  async noted(group: string): Promise<{ readonly arrivals: ReadonlyMap<string, readonly number[]>; readonly gaps: number }> {
    const all = await this.ask<Noted>('noted', { group });
    const arrivals = new Map<string, readonly number[]>();
    for (const [subject, ms] of all.flatMap((each) => each.arrivals)) arrivals.set(subject, [...(arrivals.get(subject) ?? []), ...ms]);
    return { arrivals, gaps: all.reduce((sum, { gaps }) => sum + gaps, 0) };
  }

  async leave(...groups: readonly string[]): Promise<void> {
    for (const group of groups) await this.ask('disconnect', { group });
  }

  async stop(): Promise<void> {
    await Promise.all(this.processes.map((boards) => boards.stop()));
  }

  private ask<Value>(question: string, about: unknown): Promise<Value[]> {
    return Promise.all(this.processes.map((boards) => boards.ask<Value>(question, about)));
  }
}

/** Each process takes as many files as the shell that started us allows; a server needs one for each board. */
export function boardsThatFit(wanted: number, processes: number, tell: (line: string) => void): number {
  const limit = Number(spawnSync('/bin/sh', ['-c', 'ulimit -n'], { encoding: 'utf8' }).stdout);
  if (!Number.isFinite(limit) || limit > wanted + 200) return wanted;
  const fit = Math.floor((limit - 200) / (2 * processes)) * processes;
  tell(`only ${String(limit)} open files are allowed to a process here (ulimit -n): ${String(fit)} boards instead of ${String(wanted)}`);
  return fit;
}
