import { Client } from 'pg';
import { APPLICATION_ROLE } from '../application-role';
import { PlainFailure } from '../plain-failure';

/** Who api, worker and the commands log in as: may take the application's role and nothing else. */
export const runtimeUser = 'bongsu_runtime';

/**
 * Makes the account, or gives it `password` again, on a migrated database. Returns its connection string. A connection of the superuser
 * would be one `SET ROLE NONE` away from changing the journal. An account that may do more than that, such as the owner, is refused.
 */
export async function ensureRuntimeUser(ownerUrl: string, password: string, name = runtimeUser): Promise<string> {
  const client = new Client({ connectionString: ownerUrl, application_name: 'bongsu up' });
  await client.connect();
  try {
    await refuseMightier(client, name);
    const account = client.escapeIdentifier(name);
    const known = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
    if (known.rowCount === 0) await client.query(`CREATE ROLE ${account} IN ROLE ${APPLICATION_ROLE}`);
    await client.query(
      `ALTER ROLE ${account} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD ${client.escapeLiteral(password)}`,
    );
  } finally {
    await client.end();
  }
  const url = new URL(ownerUrl);
  url.username = name;
  url.password = password;
  return url.href;
}

/** It would be taken its rights, or keep those that the application must not have. */
async function refuseMightier(client: Client, name: string): Promise<void> {
  const { rowCount } = await client.query(
    `SELECT FROM pg_roles AS role
      WHERE rolname = $1 AND (rolsuper OR rolcreaterole OR rolcreatedb OR rolname = current_user OR rolname = $2
         OR EXISTS (SELECT FROM pg_class WHERE relowner = role.oid)
         OR EXISTS (SELECT FROM pg_auth_members WHERE member = role.oid AND roleid <> $2::text::regrole))`,
    [name, APPLICATION_ROLE],
  );
  if (rowCount === 0) return;
  throw new PlainFailure(
    `"${name}" may do more in this database than the application should: name an account of its own in DATABASE_URL, such as ${runtimeUser}, and the owner in DATABASE_OWNER_URL.`,
  );
}
