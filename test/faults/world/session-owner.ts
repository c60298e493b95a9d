import { readFileSync, readdirSync, readlinkSync } from 'node:fs';
import type { ProgramPart } from './program-part';
import type { World } from './world';

/** Letters of the sequencer's advisory lock, as libs/platform/src/journal/sequencer.ts takes it. */
const LEADERSHIP = 0x73_65_71;

/** The program whose session holds the leadership of the sequencer; undefined while nobody does. Linux only, and not through a line. */
export async function leaderOf(world: World): Promise<ProgramPart | undefined> {
  return ownerOf(
    world,
    `SELECT activity.client_port AS port FROM pg_locks JOIN pg_stat_activity AS activity USING (pid)
      WHERE locktype = 'advisory' AND granted AND objid = $1`,
    [LEADERSHIP],
  );
}

/** The program one of whose sessions waits for a lock on this table. */
export async function waiterOn(world: World, table: string): Promise<ProgramPart | undefined> {
  return ownerOf(
    world,
    `SELECT activity.client_port AS port FROM pg_locks JOIN pg_stat_activity AS activity USING (pid)
      WHERE NOT granted AND relation = $1::text::regclass LIMIT 1`,
    [table],
  );
}

async function ownerOf(world: World, statement: string, values: readonly unknown[]): Promise<ProgramPart | undefined> {
  const [row] = await world.sql<{ port: number }>(statement, values);
  if (row === undefined) return undefined;
  const inode = inodeOf(row.port, world.postgres.port);
  return inode === undefined ? undefined : world.programs.find(({ pid }) => pid !== undefined && holds(pid, inode));
}

/** proc(5): the socket between these ports. Its own alone does not tell: Linux gives the same one to lines that lead elsewhere. */
function inodeOf(from: number, to: number): string | undefined {
  const [own, other] = [from, to].map((port) => `:${port.toString(16).toUpperCase().padStart(4, '0')}`);
  const columns = readFileSync('/proc/net/tcp', 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/));
  return columns.find(
    ([, local = '', remote = '', , , , , , , inode]) => local.endsWith(own ?? '') && remote.endsWith(other ?? '') && inode !== '0',
  )?.[9];
}

function holds(pid: number, inode: string): boolean {
  try {
    return readdirSync(`/proc/${pid}/fd`).some((descriptor) => {
      try {
        return readlinkSync(`/proc/${pid}/fd/${descriptor}`) === `socket:[${inode}]`;
      } catch {
        return false;
      }
    });
  } catch {
    return false;
  }
}
