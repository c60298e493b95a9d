import { Injectable } from '@nestjs/common';
import type { AccountId, Instant } from '@bongsu/kernel';
import { Database, type Tx } from '@bongsu/platform';
import type { RoleGrant } from '../contract';
import { AccountNames, type NameColumns, type Names } from './account-names';
import { ACCOUNT_COLUMNS, type Account, type AccountRow, accountOf } from './account-row';

export type { Account } from './account-row';
export { SessionStore } from './session.store';

const SELECT = `SELECT ${ACCOUNT_COLUMNS} FROM access_account a`;

@Injectable()
export class AccountStore {
  constructor(
    private readonly database: Database,
    private readonly names: AccountNames,
  ) {}

  /** Nothing is opened for it: it takes as long for an address that nobody has. */
  async byEmail(email: string): Promise<Account | null> {
    const [row] = await this.database.query<AccountRow>(`${SELECT} WHERE a.email_index = $1`, [this.names.indexOf(email)]);
    return row === undefined ? null : accountOf(row);
  }

  /** The id of the account with this address, on the transaction's own connection; null when there is none. */
  async idOf(tx: Tx, email: string): Promise<AccountId | null> {
    const [row] = await tx.query<{ id: string }>('SELECT id FROM access_account WHERE email_index = $1', [this.names.indexOf(email)]);
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

  /**
   * Adds an account, or gives the one with this id a new password and new grants. Throws when the address belongs to another one since it was looked
   * up.
   */
  async put(tx: Tx, account: Pick<Account, 'id' | 'passwordHash' | 'grants'> & Names): Promise<void> {
    const { email, emailIndex, displayName } = await this.names.seal(tx, account.id, account);
    const rows = await tx.query(
      `INSERT INTO access_account (id, email, email_index, display_name, password_hash, grants, created_at, password_set_at)
       VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, CASE WHEN $5::text IS NULL THEN NULL ELSE $7::timestamptz END)
       ON CONFLICT (email_index) DO UPDATE SET display_name = $4, password_hash = $5, grants = $6::jsonb, disabled_at = NULL,
         must_change_password = false, password_expires_at = NULL, password_set_at = excluded.password_set_at, password_given_by = NULL,
         version = access_account.version + 1
         WHERE access_account.id = $1 RETURNING 1 AS one`,
      [account.id, email, emailIndex, displayName, account.passwordHash, JSON.stringify(account.grants), tx.now],
    );
    if (rows.length === 0) throw new Error('an account with this address was added at the same moment');
  }

  /** Adds an account whose password is good once; false when the address is taken. */
  async add(
    tx: Tx,
    account: Names & { id: AccountId; grants: readonly RoleGrant[]; passwordHash: string; passwordExpiresAt: Instant },
  ): Promise<boolean> {
    if ((await this.idOf(tx, account.email)) !== null) return false;
    const { email, emailIndex, displayName }: NameColumns = await this.names.seal(tx, account.id, account);
    const rows = await tx.query(
      `INSERT INTO access_account (id, email, email_index, display_name, password_hash, grants, created_at, must_change_password, password_expires_at,
         password_given_by)
       VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7, true, $8, $9) ON CONFLICT (email_index) DO NOTHING RETURNING 1 AS one`,
      [
        ...[account.id, email, emailIndex, displayName, account.passwordHash, JSON.stringify(account.grants)],
        ...[tx.now, account.passwordExpiresAt, giver(tx)],
      ],
    );
    return rows.length > 0;
  }

  /** Name (when there is a new one) and roles; false when somebody changed the account since `version`. */
  async change(tx: Tx, { id, version }: Account, to: { displayName?: string; grants: readonly RoleGrant[] }): Promise<boolean> {
    const displayName = to.displayName === undefined ? null : await this.names.sealDisplayName(tx, id, to.displayName);
    const rows = await tx.query(
      `UPDATE access_account SET display_name = coalesce($3, display_name), grants = $4::jsonb, version = version + 1
        WHERE id = $1 AND version = $2 RETURNING 1 AS one`,
      [id, version, displayName, JSON.stringify(to.grants)],
    );
    return rows.length > 0;
  }

  /** Its person is erased: it stays as an id that the journal names, and no way in is left. */
  close(tx: Tx, id: AccountId): void {
    tx.write(
      `UPDATE access_account SET password_hash = NULL, disabled_at = coalesce(disabled_at, $2), must_change_password = false, password_set_at = NULL,
         password_expires_at = NULL, version = version + 1 WHERE id = $1`,
      [id, tx.now],
    );
    tx.write('DELETE FROM access_totp WHERE account_id = $1', [id]);
    tx.write('DELETE FROM access_recovery_code WHERE account_id = $1', [id]);
    tx.write('DELETE FROM access_oidc_identity WHERE account_id = $1', [id]);
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
         password_given_by = $4, version = version + 1 WHERE id = $1`,
      [id, passwordHash, expiresAt, giver(tx)],
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

/** Nobody over the network knows what the console gave. */
const giver = ({ actor }: Tx): string | null => (actor.kind === 'person' ? actor.id : null);
