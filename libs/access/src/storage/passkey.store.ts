import { Injectable } from '@nestjs/common';
import type { AccountId, Instant } from '@bongsu/kernel';
import { Database, type Tx } from '@bongsu/platform';

export interface Passkey {
  readonly id: string;
  readonly accountId: AccountId;
  readonly credentialId: string;
  readonly publicKey: Buffer;
  readonly counter: number;
  readonly transports: readonly string[];
  readonly synced: boolean;
  readonly name: string;
  readonly createdAt: Instant;
  readonly lastUsedAt: Instant | null;
}

interface PasskeyRow {
  id: string;
  account_id: string;
  credential_id: string;
  public_key: Buffer;
  counter: string | number;
  transports: string[];
  synced: boolean;
  name: string;
  created_at: Date;
  last_used_at: Date | null;
}

const COLUMNS = 'id, account_id, credential_id, public_key, counter, transports, synced, name, created_at, last_used_at';

@Injectable()
export class PasskeyStore {
  constructor(private readonly database: Database) {}

  async ofAccount(accountId: AccountId): Promise<Passkey[]> {
    const rows = await this.database.query<PasskeyRow>(
      `SELECT ${COLUMNS} FROM access_passkey WHERE account_id = $1 ORDER BY created_at, id`,
      [accountId],
    );
    return rows.map(passkeyOf);
  }

  async byCredential(credentialId: string): Promise<Passkey | null> {
    const [row] = await this.database.query<PasskeyRow>(`SELECT ${COLUMNS} FROM access_passkey WHERE credential_id = $1`, [credentialId]);
    return row === undefined ? null : passkeyOf(row);
  }

  /** Adds a passkey; false when the authenticator's key is known already. */
  async add(tx: Tx, passkey: Omit<Passkey, 'createdAt' | 'lastUsedAt'>): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO access_passkey (id, account_id, credential_id, public_key, counter, transports, synced, name, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (credential_id) DO NOTHING RETURNING 1 AS one`,
      [
        passkey.id,
        passkey.accountId,
        passkey.credentialId,
        passkey.publicKey,
        passkey.counter,
        passkey.transports,
        passkey.synced,
        passkey.name,
        tx.now,
      ],
    );
    return rows.length > 0;
  }

  /** Notes that a passkey signed. False when its counter is not ahead of the one noted before: the same answer twice, or a copied key. */
  async used(tx: Tx, id: string, counter: number): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE access_passkey SET counter = $2, last_used_at = $3
        WHERE id = $1 AND (counter < $2 OR (counter = 0 AND $2::bigint = 0)) RETURNING 1 AS one`,
      [id, counter, tx.now],
    );
    return rows.length > 0;
  }

  /** Removes one of an account's own passkeys; false when she has none of this id. */
  async remove(tx: Tx, accountId: AccountId, id: string): Promise<boolean> {
    const rows = await tx.query('DELETE FROM access_passkey WHERE id = $1 AND account_id = $2 RETURNING 1 AS one', [id, accountId]);
    return rows.length > 0;
  }

  /** Removes all passkeys of an account; their ids. */
  async removeAll(tx: Tx, accountId: AccountId): Promise<string[]> {
    const rows = await tx.query<{ id: string }>('DELETE FROM access_passkey WHERE account_id = $1 RETURNING id', [accountId]);
    return rows.map(({ id }) => id);
  }

  /** Whether a session of an account has not been ended, on the transaction's own connection. */
  async sessionRuns(tx: Tx, accountId: AccountId, sessionId: string | undefined): Promise<boolean> {
    if (sessionId === undefined) return false;
    const rows = await tx.query('SELECT 1 AS one FROM access_session WHERE id = $1 AND account_id = $2 AND ended_at IS NULL', [
      sessionId,
      accountId,
    ]);
    return rows.length > 0;
  }

  /** Whether the ministry's provider vouches for an account and has not done so since `since`: nobody signed in through it. */
  async isVouchedForLongAgo(tx: Tx, accountId: AccountId, since: Instant): Promise<boolean> {
    const rows = await tx.query(
      `SELECT 1 AS one FROM access_oidc_identity WHERE account_id = $1 AND NOT EXISTS
         (SELECT FROM access_session WHERE account_id = $1 AND method = 'provider' AND created_at > $2) LIMIT 1`,
      [accountId, since],
    );
    return rows.length > 0;
  }
}

function passkeyOf(row: PasskeyRow): Passkey {
  return {
    id: row.id,
    accountId: row.account_id,
    credentialId: row.credential_id,
    publicKey: row.public_key,
    counter: Number(row.counter),
    transports: row.transports,
    synced: row.synced,
    name: row.name,
    createdAt: row.created_at.toISOString(),
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
  };
}
