import { Injectable } from '@nestjs/common';
import type { AccountId, Instant } from '@bongsu/kernel';
import { Database, type Tx } from '@bongsu/platform';
import type { RoleGrant } from '../contract';
import { ACCOUNT_COLUMNS, type Account, type AccountRow, accountOf } from './account-row';

export type { Account } from './account-row';
export { SessionStore } from './session.store';

const SELECT = `SELECT ${ACCOUNT_COLUMNS} FROM access_account a`;

@Injectable()
export class AccountStore {
  constructor(private readonly database: Database) {}

  async byEmail(email: string): Promise<Account | null> {
    const [row] = await this.database.query<AccountRow>(`${SELECT} WHERE a.email = $1`, [email.toLowerCase()]);
    return row === undefined ? null : accountOf(row);
  }

  /** The id of the account with this address, on the transaction's own connection; null when there is none. */
  async idOf(tx: Tx, email: string): Promise<AccountId | null> {
    const [row] = await tx.query<{ id: string }>('SELECT id FROM access_account WHERE email = $1', [email.toLowerCase()]);
    return row?.id ?? null;
  }

  async byId(id: AccountId): Promise<Account | null> {
    const [row] = await this.database.query<AccountRow>(`${SELECT} WHERE a.id = $1`, [id]);
    return row === undefined ? null : accountOf(row);
  }

  /** The account, held until the unit of work ends. */
  async lock(tx: Tx, id: AccountId): Promise<Account | null> {
    const [row] = await tx.query<AccountRow>(`${SELECT} WHERE a.id = $1 FOR UPDATE OF a`, [id]);
    return row === undefined ? null : accountOf(row);
  }

  /** Adds an account, or gives the one with this e-mail address a new password and new grants. */
  async put(tx: Tx, account: Pick<Account, 'id' | 'email' | 'displayName' | 'passwordHash' | 'grants'>): Promise<void> {
    await tx.query(
      `INSERT INTO access_account (id, email, display_name, password_hash, grants, created_at, password_set_at)
       VALUES ($1, $2, $3, $4, $5::jsonb, $6, CASE WHEN $4::text IS NULL THEN NULL ELSE $6::timestamptz END)
       ON CONFLICT (email) DO UPDATE SET display_name = $3, password_hash = $4, grants = $5::jsonb, disabled_at = NULL,
         must_change_password = false, password_expires_at = NULL, password_set_at = excluded.password_set_at, version = access_account.version + 1`,
      [account.id, account.email.toLowerCase(), account.displayName, account.passwordHash, JSON.stringify(account.grants), tx.now],
    );
  }

  /** Adds an account whose password is good once; false when the address is taken. */
  async add(
    tx: Tx,
    account: {
      id: AccountId;
      email: string;
      displayName: string;
      grants: readonly RoleGrant[];
      passwordHash: string;
      passwordExpiresAt: Instant;
    },
  ): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO access_account (id, email, display_name, password_hash, grants, created_at, must_change_password, password_expires_at)
       VALUES ($1, $2, $3, $4, $5::jsonb, $6, true, $7) ON CONFLICT (email) DO NOTHING RETURNING 1 AS one`,
      [
        account.id,
        account.email.toLowerCase(),
        account.displayName,
        account.passwordHash,
        JSON.stringify(account.grants),
        tx.now,
        account.passwordExpiresAt,
      ],
    );
    return rows.length > 0;
  }

  /** Name and roles; false when somebody changed the account since `version`. */
  async change(tx: Tx, account: Account, to: { displayName: string; grants: readonly RoleGrant[] }): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE access_account SET display_name = $3, grants = $4::jsonb, version = version + 1 WHERE id = $1 AND version = $2 RETURNING 1 AS one`,
      [account.id, account.version, to.displayName, JSON.stringify(to.grants)],
    );
    return rows.length > 0;
  }

  async disable(tx: Tx, account: Account): Promise<void> {
    await tx.query('UPDATE access_account SET disabled_at = $3, version = version + 1 WHERE id = $1 AND version = $2', [
      account.id,
      account.version,
      tx.now,
    ]);
  }

  async enable(tx: Tx, account: Account): Promise<void> {
    await tx.query('UPDATE access_account SET disabled_at = NULL, version = version + 1 WHERE id = $1 AND version = $2', [
      account.id,
      account.version,
    ]);
  }

  /** A person's own new password; nothing that an administrator decides about depends on it, so the version stays. */
  async setPassword(tx: Tx, id: AccountId, passwordHash: string): Promise<void> {
    await tx.query(
      `UPDATE access_account SET password_hash = $2, password_set_at = $3, password_expires_at = NULL, must_change_password = false
        WHERE id = $1`,
      [id, passwordHash, tx.now],
    );
  }

  /** A password given by somebody else: good until then, and only for setting one's own. */
  async setOneTimePassword(tx: Tx, id: AccountId, passwordHash: string, expiresAt: Instant): Promise<void> {
    await tx.query(
      `UPDATE access_account SET password_hash = $2, password_set_at = NULL, password_expires_at = $3, must_change_password = true,
         version = version + 1 WHERE id = $1`,
      [id, passwordHash, expiresAt],
    );
  }

  /** Accounts that hold a role for the whole network and may sign in, locked: whoever takes the last one away waits for whoever takes the one before. */
  async networkWide(tx: Tx, role: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM access_account WHERE disabled_at IS NULL AND grants @> $1::jsonb ORDER BY id FOR UPDATE`,
      [JSON.stringify([{ role, missions: '*' }])],
    );
    return rows.map(({ id }) => id);
  }
}
