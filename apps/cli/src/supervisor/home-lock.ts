import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlainFailure } from '../plain-failure';
import { identityOf, isAlive, type ProcessIdentity } from './process-identity';

interface Holder extends ProcessIdentity {
  readonly address: string;
}

/** Keeps a second start off the same folder. A lock whose holder is dead is taken over. */
export function lockHome(home: string, address: string): { release(): void } {
  const lock = join(home, 'up.lock');
  const mine = `${lock}.${String(process.pid)}`;
  const self: Holder = { pid: process.pid, began: identityOf(process.pid)?.began ?? '', address };
  writeFileSync(mine, JSON.stringify(self), { mode: 0o600 });
  try {
    for (let tries = 0; tries < 3; tries++) {
      // link(2) makes the finished file appear under its name at once, or fails when there is one.
      if (linked(mine, lock)) return { release: () => rmSync(lock, { force: true }) };
      const holder = readHolder(lock);
      if (holder && isAlive(holder)) throw alreadyRunning(home, holder);
      rmSync(lock, { force: true });
    }
  } finally {
    rmSync(mine, { force: true });
  }
  throw new PlainFailure(`Another start is taking ${home} at this moment: wait a second and start again.`);
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw fault;
  }
}

function readHolder(lock: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(lock, 'utf8')) as Holder;
  } catch {
    return undefined;
  }
}

function alreadyRunning(home: string, holder: Holder): PlainFailure {
  return new PlainFailure(
    `Bongsu is already running on ${home} (process ${String(holder.pid)}, ${holder.address}): use that one, stop it with Ctrl-C, or set BONGSU_HOME and PORT for a second installation.`,
  );
}
