import { readFileSync, readdirSync } from 'node:fs';

/** Linux counts CPU time in hundredths of a second (`getconf CLK_TCK`). */
const TICK_MS = 10;

interface Times {
  readonly parent: number;
  /** Its own, in ticks. */
  readonly own: number;
  /** Of children that have ended and were waited for. */
  readonly ofEnded: number;
}

/** CPU time of a PostgreSQL server, the processes of its connections included, those that have ended too. In milliseconds. */
export function databaseCpuMs(postmaster: number): number {
  const processes = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const ticks = processes.map((name) => {
    const times = timesOf(name);
    if (Number(name) === postmaster) return (times?.own ?? 0) + (times?.ofEnded ?? 0);
    return times?.parent === postmaster ? times.own : 0;
  });
  return ticks.reduce((sum, each) => sum + each, 0) * TICK_MS;
}

/** Null when it has ended meanwhile. The second field is its name in brackets, which may hold anything. */
function timesOf(pid: string): Times | null {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text
      .slice(text.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [parent = 0, userTime = 0, systemTime = 0, endedUser = 0, endedSystem = 0] = [1, 11, 12, 13, 14].map((index) => fields[index]);
    return { parent, own: userTime + systemTime, ofEnded: endedUser + endedSystem };
  } catch {
    return null;
  }
}
