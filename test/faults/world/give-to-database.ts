import { chownSync, lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { databaseUser } from '../../../apps/cli/src/postgres/database-user';

/** PostgreSQL starts on a folder only that its own account owns, which is another one when we are root. */
export function giveToDatabase(path: string): void {
  const user = databaseUser();
  if (user === undefined) return;
  chownSync(path, user.uid, user.gid);
  if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) giveToDatabase(join(path, name));
}
