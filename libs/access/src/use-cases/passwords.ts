import { availableParallelism } from 'node:os';
import { hash, hashRaw, verify } from '@node-rs/argon2';

/** argon2id with 19 MiB, 2 passes, 1 lane: the first choice of the OWASP password storage cheat sheet. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A computation takes a core for tens of milliseconds: half of them stay free for everybody who is signed in already. */
const AT_ONCE = Math.max(1, Math.floor(availableParallelism() / 2));
/** Beyond it there is no hope of an answer in time. */
const WAITING_AT_MOST = 200;

/** Too many passwords are being checked at once; one may come again in a moment. */
export class HashingBusy extends Error {
  constructor() {
    super('too many passwords are being checked');
    this.name = 'HashingBusy';
  }
}

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(compute: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= WAITING_AT_MOST) throw new HashingBusy();
    // The place is handed over: nobody can take it in between.
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running += 1;
  try {
    return await compute();
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}

/** The same letters whichever way the keyboard composed them (NIST SP 800-63B-4 §3.1.1.2). */
const composed = (password: string): string => password.normalize('NFKC');

export const hashPassword = (password: string): Promise<string> => inTurn(() => hash(composed(password), COST));

/** The same costly computation for something that is looked up by its hash: 32 bytes. `salt` has 16 bytes and is another one for every person. */
export const slowHash = (text: string, salt: Buffer): Promise<Buffer> => inTurn(() => hashRaw(text, { ...COST, salt }));

let nobody: Promise<string> | undefined;

/**
 * Checks a password; against a stand-in when there is no such account, so that the time taken does not tell. Throws {@link HashingBusy} when
 * too many wait already.
 */
export async function passwordMatches(passwordHash: string | null, password: string): Promise<boolean> {
  const against = passwordHash ?? (await standIn());
  const matches = await inTurn(() => verify(against, composed(password)));
  return matches && passwordHash !== null;
}

function standIn(): Promise<string> {
  // Made apart from the queue: a failure in it must not be remembered for ever.
  return (nobody ??= hash('nobody has this password', COST));
}
