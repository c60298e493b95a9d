import { readFileSync, statSync } from 'node:fs';
import type { INestApplicationContext } from '@nestjs/common';
import {
  type Checkpoint,
  type CheckpointVerification,
  CheckpointStore,
  CheckpointVerifier,
  JournalVerifier,
  type Misfit,
  type PublicKey,
  type Verification,
  linesOf,
  publicKeysFrom,
} from '@bongsu/platform';
import { PlainFailure } from './plain-failure';

const progressEveryMs = 2_000;
const before = 'Keep the database as it is and compare it with a backup before anything else is written.';

/** The verdict, in words; exit code 1. */
export class JournalUnsound extends PlainFailure {
  constructor(text: string) {
    super(`The journal is not sound: ${text} ${before}`);
  }
}

export interface VerifyOptions {
  readonly checkpoints?: string;
  readonly publicKey?: string;
}

/** Verifies the chain and, when a file of checkpoints is given, compares both. Throws {@link JournalUnsound}, or a PlainFailure when it cannot tell. */
export async function verifyJournal(app: INestApplicationContext, options: VerifyOptions, say: (line: string) => void): Promise<void> {
  const { checkpoints } = options;
  if (checkpoints !== undefined) requireFile(checkpoints);
  const trusted = checkpoints === undefined ? [] : await trustedKeys(app, options, say);
  const chain = await app.get(JournalVerifier).verify(progress(say, 'sound up to position'));
  // A broken chain can still be compared up to its break: whoever rewrote more than that is found at the first difference.
  const soundUntil = chain.sound ? chain.entries : chain.position - 1;
  const compared =
    checkpoints === undefined
      ? null
      : await app.get(CheckpointVerifier).verify(linesOf(checkpoints), trusted, soundUntil, progress(say, 'checkpoints fit up to line'));
  if (!chain.sound && (compared === null || compared.fits || compared.reason === 'cut')) throw new JournalUnsound(brokenText(chain));
  if (compared !== null && !compared.fits) throw new JournalUnsound(unfitText(compared, soundUntil));
  if (!chain.sound) throw new JournalUnsound(brokenText(chain));
  say(`The journal is sound: ${String(chain.entries)} entries, seal of the last ${chain.headSeal}.`);
  if (compared?.fits === true) say(fitText(compared));
}

async function trustedKeys(app: INestApplicationContext, { publicKey }: VerifyOptions, say: (line: string) => void): Promise<PublicKey[]> {
  if (publicKey === undefined) {
    say('  The keys are those that this database names. Give --public-key with the copy that you were handed: that proves more.');
    return app.get(CheckpointStore).keys();
  }
  requireFile(publicKey);
  try {
    return publicKeysFrom(readFileSync(publicKey, 'utf8'));
  } catch {
    throw new PlainFailure(`${publicKey} holds no Ed25519 public key: give a JWK, a JWK Set or PEM.`, 2);
  }
}

function fitText({ checkpoints, lastFitting }: Extract<CheckpointVerification, { fits: true }>): string {
  if (lastFitting === null) return 'There is no checkpoint in that file: nothing was compared.';
  return `It fits all ${String(checkpoints)} checkpoints; the last is of ${lastFitting.at}, at position ${String(lastFitting.position)}.`;
}

function brokenText({ position, reason, entryId }: Extract<Verification, { sound: false }>): string {
  const what = {
    missing: 'is missing',
    altered: `was altered (entry ${entryId ?? 'unknown'})`,
    inserted: `is there twice: entry ${entryId ?? 'unknown'} was slipped in`,
  };
  return `position ${String(position)} ${what[reason]}.`;
}

function unfitText({ line, reason, checkpoint, lastFitting }: Extract<CheckpointVerification, { fits: false }>, head: number): string {
  if (checkpoint === null) {
    const why: Partial<Record<Misfit, string>> = {
      'unknown-key': 'is signed with a key that is not among those given',
      'bad-signature': 'does not carry the signature that its key makes: it was altered',
    };
    return `line ${String(line)} of the checkpoints ${why[reason] ?? 'cannot be read as one'}.`;
  }
  const { at, position, count, installation } = checkpoint;
  const of = `the checkpoint of ${at} on line ${String(line)}`;
  switch (reason) {
    case 'cut':
      return `it ends at position ${String(head)}, and ${of} signed position ${String(position)}: what came after ${String(head)} was cut off.`;
    case 'rewritten':
      return `it was rewritten ${somewhere(lastFitting, position)}: there its seal is not the one that ${of} signed, though its chain agrees with itself.`;
    case 'other-installation':
      return `${of} belongs to another installation (${installation}).`;
    default:
      return `${of} counted ${String(count)} entries up to position ${String(position)}.`;
  }
}

function somewhere(lastFitting: Checkpoint | null, position: number): string {
  return `between position ${String((lastFitting?.position ?? 0) + 1)} and position ${String(position)}`;
}

function requireFile(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) throw new PlainFailure(`There is no file ${path}.`, 2);
}

/** A line every two seconds on a long journal, so that nobody takes it for dead. */
function progress(say: (line: string) => void, what: string): (done: number) => void {
  let saidMs = performance.now();
  return (done) => {
    if (performance.now() - saidMs < progressEveryMs) return;
    saidMs = performance.now();
    say(`  … ${what} ${String(done)}`);
  };
}
