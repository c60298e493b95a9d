import { readFileSync, statSync } from 'node:fs';
import type { INestApplicationContext } from '@nestjs/common';
import {
  type Checkpoint,
  type CheckpointVerification,
  type Cut,
  CheckpointStore,
  CheckpointVerifier,
  JournalArchives,
  JournalVerifier,
  type KeptCheckpoint,
  type Misfit,
  type PublicKey,
  type Verification,
  linesOf,
  publicKeysFrom,
} from '@bongsu/platform';
import { archivedSeals } from './journal/archived-seals';
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
  /** The folder of the archives. Without it what was taken out of the journal is not looked at, and it says so. */
  readonly archive?: string;
}

/** Verifies the chain and, when a file of checkpoints is given, compares both. Throws {@link JournalUnsound}, or a PlainFailure when it cannot tell. */
export async function verifyJournal(app: INestApplicationContext, options: VerifyOptions, say: (line: string) => void): Promise<void> {
  const { checkpoints, archive } = options;
  // What is signed and filed from here on is not looked at: the pass over the chain may end before it.
  const signedLast = checkpoints === undefined ? null : await app.get(CheckpointStore).lastFiled();
  const file = checkpoints === undefined ? null : new CheckpointCopy(checkpoints, signedLast);
  const trusted = checkpoints === undefined && archive === undefined ? [] : await trustedKeys(app, options, say);
  const cut = await app.get(JournalArchives).cut();
  const archived = archive === undefined ? null : await archivedSeals(archive, cut, trusted).catch(archiveUnsound);
  const chain = await app.get(JournalVerifier).verify(progress(say, 'sound up to position'), cut);
  // A broken chain can still be compared up to its break: whoever rewrote more than that is found at the first difference.
  const soundUntil = chain.sound ? chain.entries : chain.position - 1;
  const compared =
    file === null
      ? null
      : await app.get(CheckpointVerifier).verify(file.lines(), trusted, soundUntil, progress(say, 'checkpoints fit up to line'), {
          until: cut.position,
          at: (position) => (position === cut.position ? cut.seal : (archived?.(position) ?? null)),
        });
  const nothing = compared === null ? null : nothingCompared(compared);
  if (!chain.sound && (compared === null || nothing !== null || compared.fits || compared.reason === 'cut'))
    throw new JournalUnsound(brokenText(chain));
  if (nothing !== null) throw new PlainFailure(nothing, 2);
  if (compared !== null && !compared.fits) throw new JournalUnsound(unfitText(compared, soundUntil));
  if (!chain.sound) throw new JournalUnsound(brokenText(chain));
  say(`The journal is sound: ${String(chain.entries)} entries, seal of the last ${chain.headSeal}.`);
  if (cut.at !== null) say(archiveText(cut, archived !== null));
  if (compared?.fits === true) say(fitText(compared));
  if (file?.lacks != null) say(lackText(file.lacks));
}

async function trustedKeys(app: INestApplicationContext, { publicKey }: VerifyOptions, say: (line: string) => void): Promise<PublicKey[]> {
  if (publicKey === undefined) {
    say('  The keys are those that this database names. Give --public-key with the copy that you were handed: that proves more.');
    return app.get(CheckpointStore).keys();
  }
  sizeOf(publicKey);
  try {
    return publicKeysFrom(readFileSync(publicKey, 'utf8'));
  } catch {
    throw new PlainFailure(`${publicKey} holds no Ed25519 public key: give a JWK, a JWK Set or PEM.`, 2);
  }
}

/** A file that is not there is no verdict; what does not fit is one. */
function archiveUnsound(fault: unknown): never {
  if (fault instanceof PlainFailure && fault.exitCode !== 2) throw new JournalUnsound(fault.message);
  throw fault;
}

function archiveText({ position, at }: Cut, isVerified: boolean): string {
  const what = `positions 1 to ${String(position)}, until ${at ?? 'then'}, are in archives`;
  return isVerified
    ? `  Of these ${what}: verified too, and the journal goes on from their last seal.`
    : `  Of these ${what} and were not looked at: give --archive with their folder.`;
}

function fitText({ checkpoints, inArchive, lastFitting }: Extract<CheckpointVerification, { fits: true }>): string {
  const last = lastFitting === null ? '' : `; the last is of ${lastFitting.at}, at position ${String(lastFitting.position)}`;
  if (inArchive === 0) return `It fits all ${String(checkpoints)} checkpoints${last}.`;
  return (
    `It fits the ${String(checkpoints)} checkpoints that could be compared${last}. The seals of ${String(inArchive)} more could not be compared: ` +
    'they lie in archives. Give --archive with their folder.'
  );
}

/** Why no comparison took place; null when at least one line was held against the journal, or was visibly altered. */
function nothingCompared(compared: CheckpointVerification): string | null {
  if (compared.fits) {
    if (compared.checkpoints > 0) return null;
    return compared.inArchive === 0
      ? 'Nothing was compared: there is no checkpoint in that file. Give a copy that was kept elsewhere.'
      : `Nothing was compared: the seals of all ${String(compared.inArchive)} checkpoints in that file lie in archives. Give --archive with their folder.`;
  }
  if (compared.lastFitting !== null || compared.checkpoint !== null) return null;
  if (compared.reason === 'unreadable')
    return 'Nothing was compared: line 1 of that file is no checkpoint. Give the file that CHECKPOINT_FILE names, or a copy of it.';
  if (compared.reason === 'unknown-key')
    return 'Nothing was compared: line 1 of the checkpoints is signed with a key that is not among those given. Give --public-key with the first one.';
  return null;
}

function lackText({ at, position }: KeptCheckpoint): string {
  return (
    `WARNING: the file lacks the checkpoint that this database filed last, of ${at}, at position ${String(position)}. A copy may be older than that; ` +
    'the file of CHECKPOINT_FILE itself may not: then it was shortened.'
  );
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

/** In bytes. Throws when there is no such file. */
function sizeOf(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found?.isFile() !== true) throw new PlainFailure(`There is no file ${path}.`, 2);
  return found.size;
}

/** A file of checkpoints as long as it was when it was first looked at. */
class CheckpointCopy {
  private readonly bytes: number;
  /** What should be in it and has not turned up among the lines so far. */
  lacks: KeptCheckpoint | null;

  constructor(
    private readonly path: string,
    last: KeptCheckpoint | null,
  ) {
    this.bytes = sizeOf(path);
    this.lacks = last;
  }

  async *lines(): AsyncGenerator<string> {
    for await (const line of linesOf(this.path, this.bytes)) {
      if (line === this.lacks?.jws) this.lacks = null;
      yield line;
    }
  }
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
