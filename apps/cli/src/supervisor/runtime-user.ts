import { Client } from 'pg';
import { APPLICATION_ROLE } from '../application-role';

/** Who api, worker and the commands log in as on the embedded database: may take the application's role and nothing else. */
export const runtimeUser = 'bongsu_runtime';

/**
 * Makes the account, or gives it `password` again, on a migrated database. Returns its connection string. A connection of the superuser
 * would be one `SET ROLE NONE` away from changing the journal.
 */
export async function ensureRuntimeUser(ownerUrl: string, password: string): Promise<string> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'bongsu up' });
  await client.connect();
  try {
    const known = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [runtimeUser]);
    if (known.rowCount === 0) await client.query(`CREATE ROLE ${runtimeUser} IN ROLE ${APPLICATION_ROLE}`);
    await client.query(
      `ALTER ROLE ${runtimeUser} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD ${client.escapeLiteral(password)}`,
    );
  } finally {
    await client.end();
  }
  const url = new URL(ownerUrl);
  url.username = runtimeUser;
  url.password = password;
  return url.href;
}
