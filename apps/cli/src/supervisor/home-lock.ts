import { createHash, randomBytes } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PlainFailure } from '../plain-failure';
import { identityOf, isAlive, type ProcessIdentity } from './process-identity';

interface Holder extends ProcessIdentity {
  readonly address: string;
}

/** Keeps a second start off the same folder. A lock whose holder is dead (`alive` says so) is taken over. */
export function lockHome(home: string, address: string, alive: (holder: ProcessIdentity) => boolean = isAlive): { release(): void } {
  const lock = join(home, 'up.lock');
  const mine = `${lock}.${String(process.pid)}.${randomBytes(4).toString('hex')}`;
  const self: Holder = { pid: process.pid, began: identityOf(process.pid)?.began ?? '', address };
  writeFileSync(mine, JSON.stringify(self), { mode: 0o600 });
  try {
    const outcome = take(lock, mine, alive);
    if (outcome === 'taken') return { release: () => rmSync(lock, { force: true }) };
    if (outcome !== 'contended') throw alreadyRunning(home, outcome);
  } finally {
    rmSync(mine, { force: true });
  }
  throw new PlainFailure(`Another start is taking ${home} at this moment: wait a second and start again.`);
}

/**
 * Puts `mine` under the name `lock`, unless a living process has it. A dead holder's lock is never removed, only replaced, and only by whoever
 * has the claim on exactly that holder: two starters that both saw it dead cannot replace each other. A claim is itself such a lock.
 */
function take(lock: string, mine: string, alive: (holder: ProcessIdentity) => boolean): 'taken' | 'contended' | Holder {
  for (let tries = 0; tries < 5; tries++) {
    // link(2) makes the finished file appear under its name at once, or fails when there is one.
    if (linked(mine, lock)) return 'taken';
    const seen = textOf(lock);
    if (seen === undefined) continue;
    const holder = parsed(seen);
    if (holder && alive(holder)) return holder;
    const claim = `${lock}.${createHash('sha256').update(seen).digest('hex').slice(0, 12)}`;
    const claimed = take(claim, mine, alive);
    if (claimed !== 'taken') return claimed;
    // Another may have replaced it between the look and the claim.
    if (textOf(lock) === seen) {
      renameSync(claim, lock);
      return 'taken';
    }
    rmSync(claim, { force: true });
  }
  return 'contended';
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

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw fault;
  }
}

function parsed(text: string): Holder | undefined {
  try {
    return JSON.parse(text) as Holder;
  } catch {
    return undefined;
  }
}

function alreadyRunning(home: string, holder: Holder): PlainFailure {
  return new PlainFailure(
    `Bongsu is already running on ${home} (process ${String(holder.pid)}, ${holder.address}): use that one, stop it with Ctrl-C, or set BONGSU_HOME and PORT for a second installation.`,
  );
}
