import { generateKeyPairSync } from 'node:crypto';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where an installation of its own keeps what signs its journal and what was signed; what the operator has set stays as it is. */
export function checkpointPlaces(home: string, environment: Environment): Environment {
  const { CHECKPOINT_KEY, CHECKPOINT_KEY_FILE, CHECKPOINT_FILE } = environment;
  const own = join(home, 'checkpoint-key.pem');
  return {
    CHECKPOINT_KEY_FILE: CHECKPOINT_KEY_FILE ?? (CHECKPOINT_KEY === undefined && existsSync(own) ? own : undefined),
    CHECKPOINT_FILE: CHECKPOINT_FILE ?? join(home, 'checkpoints.jws'),
  };
}

/** Makes the installation's key at its first start. */
export function keepCheckpointKey(home: string): void {
  const own = join(home, 'checkpoint-key.pem');
  if (!existsSync(own)) writePrivateKey(own);
}

/** A new Ed25519 private key in PEM that only the owner reads, whole or not at all; one that stands there is replaced. */
export function writePrivateKey(path: string): void {
  const partial = `${path}.${String(process.pid)}`;
  writeFileSync(partial, generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  renameSync(partial, path);
}
