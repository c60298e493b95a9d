import { createHash, randomBytes } from 'node:crypto';
import { newId } from '@bongsu/kernel';
import type { Databases } from './databases';

/**
 * So many people who are signed in, each with an account of her own and the grants of the bench's account; answers their tokens. Written as rows:
 * a password takes its time on purpose, and signing in is not what is measured.
 */
export async function signedIn(databases: Databases, url: string, people: number): Promise<string[]> {
  const persons = Array.from({ length: people }, () => ({
    account: newId(),
    session: newId(),
    token: randomBytes(32).toString('base64url'),
  }));
  const values = persons.map(({ account, session, token }) => {
    const hash = createHash('sha256').update(token).digest('hex');
    return `('${account}'::uuid, '${session}'::uuid, '\\x${hash}'::bytea)`;
  });
  await databases.run(
    url,
    `WITH person (account, session, hash) AS (VALUES ${values.join(', ')}),
          account AS (
            INSERT INTO access_account (id, email, display_name, password_hash, grants, version, created_at)
            SELECT person.account, one.email, one.display_name, one.password_hash, one.grants, 1, now()
              FROM person CROSS JOIN (SELECT * FROM access_account ORDER BY created_at LIMIT 1) AS one RETURNING id)
     INSERT INTO access_session (id, token_hash, account_id, method, device, address, created_at, last_used_at, rotated_at, expires_at, proved_at)
     SELECT person.session, person.hash, account.id, 'password', 'bench', '127.0.0.0', now(), now(), now(), now() + interval '8 hours', now()
       FROM person JOIN account ON account.id = person.account`,
  );
  return persons.map(({ token }) => token);
}
