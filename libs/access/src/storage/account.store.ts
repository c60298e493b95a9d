import { Injectable } from '@nestjs/common';
import type { AccountId, Instant } from '@bongsu/kernel';
import { Database, type Tx } from '@bongsu/platform';
import type { RoleGrant } from '../contract';

export interface Account {
  readonly id: AccountId;
  readonly email: string;
  readonly displayName: string;
  readonly passwordHash: string;
  readonly grants: readonly RoleGrant[];
  readonly disabled: boolean;
}

interface AccountRow {
  id: string;
  email: string;
  display_name: string;
  password_hash: string;
  grants: RoleGrant[];
  disabled_at: Date | null;
}

const COLUMNS = 'id, email, display_name, password_hash, grants, disabled_at';

@Injectable()
export class AccountStore {
  constructor(private readonly database: Database) {}

  async byEmail(email: string): Promise<Account | null> {
    const [row] = await this.database.query<AccountRow>(`SELECT ${COLUMNS} FROM access_account WHERE email = $1`, [email.toLowerCase()]);
    return row === undefined ? null : accountOf(row);
  }

  /** The id of the account with this address, on the transaction's own connection; null when there is none. */
  async idOf(tx: Tx, email: string): Promise<AccountId | null> {
    const [row] = await tx.query<{ id: string }>('SELECT id FROM access_account WHERE email = $1', [email.toLowerCase()]);
    return row?.id ?? null;
  }

  async byId(id: AccountId): Promise<Account | null> {
    const [row] = await this.database.query<AccountRow>(`SELECT ${COLUMNS} FROM access_account WHERE id = $1`, [id]);
    return row === undefined ? null : accountOf(row);
  }

  /** Adds an account, or gives the one with this e-mail address a new password and new grants. */
  async put(tx: Tx, account: Omit<Account, 'disabled'>): Promise<void> {
    await tx.query(
      `INSERT INTO access_account (id, email, display_name, password_hash, grants, created_at) VALUES ($1, $2, $3, $4, $5::jsonb, $6)
       ON CONFLICT (email) DO UPDATE SET display_name = $3, password_hash = $4, grants = $5::jsonb, disabled_at = NULL`,
      [account.id, account.email.toLowerCase(), account.displayName, account.passwordHash, JSON.stringify(account.grants), tx.now],
    );
  }
}

@Injectable()
export class SessionStore {
  constructor(private readonly database: Database) {}

  async begin(tx: Tx, session: { tokenHash: Buffer; accountId: AccountId; expiresAt: Instant }): Promise<void> {
    await tx.query('INSERT INTO access_session (token_hash, account_id, created_at, expires_at) VALUES ($1, $2, $3, $4)', [
      session.tokenHash,
      session.accountId,
      tx.now,
      session.expiresAt,
    ]);
  }

  /** Ends a session; true when it was running. */
  async end(tx: Tx, tokenHash: Buffer): Promise<boolean> {
    const rows = await tx.query('UPDATE access_session SET ended_at = $2 WHERE token_hash = $1 AND ended_at IS NULL RETURNING 1 AS one', [
      tokenHash,
      tx.now,
    ]);
    return rows.length > 0;
  }

  /** The account of a running session, and until when it runs; null otherwise. */
  async running(tokenHash: Buffer): Promise<{ account: Account; expiresAt: Date } | null> {
    const [row] = await this.database.query<AccountRow & { expires_at: Date }>(
      `SELECT a.${COLUMNS.replaceAll(', ', ', a.')}, s.expires_at FROM access_session s JOIN access_account a ON a.id = s.account_id
        WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > now() AND a.disabled_at IS NULL`,
      [tokenHash],
    );
    return row === undefined ? null : { account: accountOf(row), expiresAt: row.expires_at };
  }
}

function accountOf(row: AccountRow): Account {
  return {
    id: row.id,
    email: row.email,
    displayName: row.display_name,
    passwordHash: row.password_hash,
    grants: row.grants,
    disabled: row.disabled_at !== null,
  };
}
