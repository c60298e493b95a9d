import { Injectable } from '@nestjs/common';
import type { AccountId, Instant } from '@bongsu/kernel';
import { Database, type Sealed, type Tx } from '@bongsu/platform';

/** An account's authenticator app. `secret` is sealed. */
export interface Totp {
  readonly secret: Sealed;
  readonly confirmedAt: Instant | null;
}

@Injectable()
export class SecondFactorStore {
  constructor(private readonly database: Database) {}

  async totpOf(accountId: AccountId): Promise<Totp | null> {
    const [row] = await this.database.query<{ secret: Sealed; confirmed_at: Date | null }>(
      'SELECT secret, confirmed_at FROM access_totp WHERE account_id = $1',
      [accountId],
    );
    return row === undefined ? null : { secret: row.secret, confirmedAt: row.confirmed_at?.toISOString() ?? null };
  }

  /** The sealed secret of a confirmed app, on the transaction's own connection. */
  async confirmedSecret(tx: Tx, accountId: AccountId): Promise<Sealed | null> {
    const [row] = await tx.query<{ secret: Sealed }>('SELECT secret FROM access_totp WHERE account_id = $1 AND confirmed_at IS NOT NULL', [
      accountId,
    ]);
    return row?.secret ?? null;
  }

  /** Keeps a secret that is still to be confirmed; false when the account has a confirmed one. */
  async begin(tx: Tx, accountId: AccountId, secret: Sealed): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO access_totp (account_id, secret, created_at) VALUES ($1, $2, $3)
       ON CONFLICT (account_id) DO UPDATE SET secret = $2, created_at = $3, last_step = NULL WHERE access_totp.confirmed_at IS NULL
       RETURNING 1 AS one`,
      [accountId, secret, tx.now],
    );
    return rows.length > 0;
  }

  /** Confirms the very secret that the code was checked against; false when it was confirmed or replaced meanwhile. */
  async confirm(tx: Tx, accountId: AccountId, secret: Sealed, step: number): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE access_totp SET confirmed_at = $3, last_step = $4 WHERE account_id = $1 AND secret = $2 AND confirmed_at IS NULL RETURNING 1 AS one`,
      [accountId, secret, tx.now, step],
    );
    return rows.length > 0;
  }

  /** Uses a code up by its step; false when this step or a later one was used before (RFC 6238 §5.2). */
  async useStep(tx: Tx, accountId: AccountId, step: number): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE access_totp SET last_step = $2 WHERE account_id = $1 AND confirmed_at IS NOT NULL AND (last_step IS NULL OR last_step < $2)
       RETURNING 1 AS one`,
      [accountId, step],
    );
    return rows.length > 0;
  }

  /** Takes the authenticator app and all recovery codes away; false when there was none. */
  async remove(tx: Tx, accountId: AccountId): Promise<boolean> {
    tx.write('DELETE FROM access_recovery_code WHERE account_id = $1', [accountId]);
    const rows = await tx.query('DELETE FROM access_totp WHERE account_id = $1 AND confirmed_at IS NOT NULL RETURNING 1 AS one', [
      accountId,
    ]);
    return rows.length > 0;
  }

  /** Puts these recovery codes in the place of all earlier ones. */
  async replaceCodes(tx: Tx, accountId: AccountId, hashes: readonly Buffer[]): Promise<void> {
    await tx.query('DELETE FROM access_recovery_code WHERE account_id = $1', [accountId]);
    await tx.query('INSERT INTO access_recovery_code (account_id, code_hash) SELECT $1, unnest($2::bytea[])', [accountId, hashes]);
  }

  /** Uses a recovery code up; null when there is no such unused code, else how many are left. */
  async useCode(tx: Tx, accountId: AccountId, hash: Buffer): Promise<number | null> {
    const used = await tx.query(
      'UPDATE access_recovery_code SET used_at = $3 WHERE account_id = $1 AND code_hash = $2 AND used_at IS NULL RETURNING 1 AS one',
      [accountId, hash, tx.now],
    );
    if (used.length === 0) return null;
    const [row] = await tx.query<{ left: number }>(
      'SELECT count(*)::int AS left FROM access_recovery_code WHERE account_id = $1 AND used_at IS NULL',
      [accountId],
    );
    return row?.left ?? 0;
  }

  async codesLeft(accountId: AccountId): Promise<number> {
    const [row] = await this.database.query<{ left: number }>(
      'SELECT count(*)::int AS left FROM access_recovery_code WHERE account_id = $1 AND used_at IS NULL',
      [accountId],
    );
    return row?.left ?? 0;
  }

  async beginStep(tx: Tx, step: { tokenHash: Buffer; accountId: AccountId; expiresAt: Instant }): Promise<void> {
    await tx.query('INSERT INTO access_second_step (token_hash, account_id, expires_at, tries) VALUES ($1, $2, $3, 0)', [
      step.tokenHash,
      step.accountId,
      step.expiresAt,
    ]);
  }

  /** Counts a try of a sign-in's second step; whose it is, or null when it is unknown, over, or tried too often. */
  async tryStep(tx: Tx, tokenHash: Buffer, triesAtMost: number): Promise<AccountId | null> {
    const [row] = await tx.query<{ account_id: string }>(
      `UPDATE access_second_step SET tries = tries + 1 WHERE token_hash = $1 AND ended_at IS NULL AND expires_at > $2 AND tries < $3
       RETURNING account_id`,
      [tokenHash, tx.now, triesAtMost],
    );
    return row?.account_id ?? null;
  }

  /** Ends all of an account that are still to come: the password that they began with is good no more. */
  endSteps(tx: Tx, accountId: AccountId): void {
    tx.write('UPDATE access_second_step SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL', [accountId, tx.now]);
  }

  /** Ends it for good; false when another request was first. */
  async endStep(tx: Tx, tokenHash: Buffer): Promise<boolean> {
    const rows = await tx.query(
      'UPDATE access_second_step SET ended_at = $2 WHERE token_hash = $1 AND ended_at IS NULL RETURNING 1 AS one',
      [tokenHash, tx.now],
    );
    return rows.length > 0;
  }
}
