import { isFree } from '../../../apps/cli/src/free-port';

/** Below the range from which the kernel takes ports for outgoing connections: nobody takes ours while its process is down. */
const LOWEST = 15_000;
const HIGHEST = 31_000;
const given = new Set<number>();

/** A loopback port that stays ours between a kill and the next start. */
export async function stablePort(): Promise<number> {
  for (let tries = 0; tries < 500; tries++) {
    const port = LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST));
    if (given.has(port) || !(await isFree(port, '127.0.0.1'))) continue;
    given.add(port);
    return port;
  }
  throw new Error(`no free port between ${LOWEST} and ${HIGHEST}`);
}
