import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { z } from 'zod';
import { readKeptFile, writeKeptFile } from './kept-file';

const secretsSchema = z.object({
  /** 32 bytes in base64; see CURSOR_KEY in the configuration. */
  cursorKey: z.string().min(43),
  /** Of the owner of the tables. */
  databasePassword: z.string().min(20),
  /** Of the account that api and worker log in with. */
  runtimePassword: z.string().min(20),
});

/** A file of before that account has the rest. */
const keptSchema = secretsSchema.partial({ runtimePassword: true });

export type Secrets = z.infer<typeof secretsSchema>;

/** The installation's own secrets, made at its first start and kept in a file that only the owner reads. */
export function keptSecrets(home: string): Secrets {
  const file = join(home, 'secrets.json');
  const kept = readKeptFile(file, keptSchema);
  if (kept?.runtimePassword !== undefined) return { ...kept, runtimePassword: kept.runtimePassword };
  const made: Secrets = {
    cursorKey: randomBytes(32).toString('base64'),
    databasePassword: randomBytes(24).toString('base64url'),
    ...kept,
    runtimePassword: randomBytes(24).toString('base64url'),
  };
  writeKeptFile(file, made);
  return made;
}
