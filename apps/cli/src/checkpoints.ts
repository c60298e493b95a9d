import { readFileSync, renameSync } from 'node:fs';
import type { INestApplicationContext } from '@nestjs/common';
import { newId, ok } from '@bongsu/kernel';
import {
  CheckpointKeyRotated,
  CheckpointKeys,
  CheckpointStore,
  Checkpointer,
  JournalForked,
  SETTINGS,
  type Settings,
  UnitOfWork,
  signingKey,
  systemActor,
} from '@bongsu/platform';
import { PlainFailure } from './plain-failure';
import { writePrivateKey } from './supervisor/checkpoint-places';

type Say = (line: string) => void;

const keyWanted = new PlainFailure(
  'There is no key to sign with: start Bongsu once with `npm start`, or set CHECKPOINT_KEY_FILE to an Ed25519 private key in PEM.',
);

/** Signs at once, files and sends it. */
export async function makeCheckpoint(app: INestApplicationContext, say: Say): Promise<void> {
  const checkpointer = app.get(Checkpointer);
  const made = await signing(() => checkpointer.onDemand());
  if (made === null) throw keyWanted;
  await checkpointer.deliver();
  say(`Signed: ${String(made.count)} entries up to position ${String(made.position)}, seal ${made.seal}, at ${made.at}.`);
  say(`  filed in ${places(app).CHECKPOINT_FILE ?? 'no file: set CHECKPOINT_FILE'}`);
}

/** The present key and those before it. */
export async function printPublicKeys(app: INestApplicationContext, say: Say): Promise<void> {
  const present = await app.get(CheckpointKeys).present();
  const used = await app.get(CheckpointStore).keys();
  const keys = present === null || used.some(({ kid }) => kid === present.id) ? used : [...used, present.publicKey];
  if (keys.length === 0) throw keyWanted;
  say(JSON.stringify({ keys }, null, 2));
}

/**
 * The old key's last checkpoint names the new one, so that whoever trusts the old one can go on. Then the new key takes its place in the file;
 * the old private key is gone with it, and running workers sign with the new one from their next checkpoint on.
 */
export async function rotateKey(app: INestApplicationContext, say: Say): Promise<void> {
  const { CHECKPOINT_KEY_FILE, CHECKPOINT_KEY } = places(app);
  if (CHECKPOINT_KEY_FILE === undefined || CHECKPOINT_KEY !== undefined)
    throw new PlainFailure(
      'The key is not in a file of which Bongsu knows: put it into one, set CHECKPOINT_KEY_FILE and unset CHECKPOINT_KEY.',
    );
  const [checkpointer, present] = [app.get(Checkpointer), await app.get(CheckpointKeys).present()];
  if (present === null) throw keyWanted;
  const waiting = `${CHECKPOINT_KEY_FILE}.next`;
  writePrivateKey(waiting);
  const next = signingKey(readFileSync(waiting, 'utf8'));
  await signing(() => checkpointer.announce(present, next.publicKey));
  const actor = systemActor('console', newId());
  await app.get(UnitOfWork).run(actor, async (tx) => {
    const subject = { type: 'checkpoint-key', id: next.id };
    tx.append(CheckpointKeyRotated.of({ subject, audience: [], body: { from: present.id, to: next.id } }));
    return ok(null);
  });
  renameSync(waiting, CHECKPOINT_KEY_FILE);
  await signing(() => checkpointer.onDemand());
  await checkpointer.deliver();
  say(`From now on ${next.id} signs; ${present.id} has announced it. Hand out the public keys anew: bongsu checkpoint --public-key`);
}

export async function signing<T>(sign: () => Promise<T>): Promise<T> {
  try {
    return await sign();
  } catch (fault) {
    if (fault instanceof JournalForked)
      throw new PlainFailure(
        `Nothing was signed: ${fault.message}. Run \`bongsu verify-journal --checkpoints\` and tell the security officer.`,
      );
    throw fault;
  }
}

function places(app: INestApplicationContext): Settings['checkpoints'] {
  return app.get<Settings>(SETTINGS).checkpoints;
}
