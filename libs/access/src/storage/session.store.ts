import { Injectable } from '@nestjs/common';
import { type AccountId, type Instant, addMs } from '@bongsu/kernel';
import { Database, type Tx } from '@bongsu/platform';
import type { SessionInfo, SignInMethod } from '../contract';
import { ACCOUNT_COLUMNS, type Account, type AccountRow, accountOf } from './account-row';

export interface NewSession {
  readonly id: string;
  readonly tokenHash: Buffer;
  readonly accountId: AccountId;
  readonly method: SignInMethod;
  readonly device: string;
  readonly address: string;
  readonly expiresAt: Instant;
  /** When the person proved who she is; null when nobody said when. */
  readonly provedAt: Instant | null;
  readonly providerSidHash: Buffer | null;
}

/** A session of an account, by their ids. */
export interface SessionOf {
  readonly accountId: AccountId;
  readonly id: string;
}

/** A session that runs, with whose it is. */
export interface RunningSession {
  readonly id: string;
  readonly account: Account;
  readonly method: SignInMethod;
  readonly expiresAt: Date;
  readonly rotatedAt: Date;
  readonly lastUsedAt: Date;
  /** It was asked for by its present token and not by the one before. */
  readonly present: boolean;
}

type SessionRow = AccountRow & {
  session_id: string;
  method: SignInMethod;
  expires_at: Date;
  rotated_at: Date;
  last_used_at: Date;
  present: boolean;
};

/** Neither ended nor too old, neither idle for too long (`$2` seconds), and of somebody who may sign in. */
const RUNS = `s.ended_at IS NULL AND s.expires_at > now() AND s.last_used_at > now() - make_interval(secs => $2) AND a.disabled_at IS NULL`;
const SELECT = `SELECT ${ACCOUNT_COLUMNS}, s.id AS session_id, s.method, s.expires_at, s.rotated_at, s.last_used_at`;
const FROM = `FROM access_session s JOIN access_account a ON a.id = s.account_id`;
/** Uses are noted to the minute: a write per minute and session, not per request. */
const NOTED_EVERY_MS = 60_000;

@Injectable()
export class SessionStore {
  constructor(private readonly database: Database) {}

  async begin(tx: Tx, session: NewSession): Promise<void> {
    await tx.query(
      `INSERT INTO access_session (id, token_hash, account_id, method, device, address, created_at, last_used_at, rotated_at, expires_at,
         proved_at, provider_sid_hash)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $7, $7, $8, $9, $10)`,
      [
        session.id,
        session.tokenHash,
        session.accountId,
        session.method,
        session.device,
        session.address,
        tx.now,
        session.expiresAt,
        session.provedAt,
        session.providerSidHash,
      ],
    );
  }

  /** The running session of a token, or of the token before it while that is still good; null otherwise. */
  async running(tokenHash: Buffer, idleS: number): Promise<RunningSession | null> {
    const [row] = await this.database.query<SessionRow>(
      `${SELECT}, s.token_hash = $1 AS present ${FROM} WHERE (s.token_hash = $1 OR (s.previous_hash = $1 AND s.previous_until > now())) AND ${RUNS}`,
      [tokenHash, idleS],
    );
    return row === undefined ? null : runningOf(row);
  }

  /** Those of the sessions that run, by id. */
  async runningOf(ids: readonly string[], idleS: number): Promise<ReadonlyMap<string, RunningSession>> {
    const rows = await this.database.query<SessionRow>(`${SELECT}, true AS present ${FROM} WHERE s.id = ANY($1::uuid[]) AND ${RUNS}`, [
      ids,
      idleS,
    ]);
    return new Map(rows.map((row) => [row.session_id, runningOf(row)]));
  }

  /** Notes that a session is in use. */
  noteUse(tx: Tx, id: string): void {
    tx.write('UPDATE access_session SET last_used_at = $2 WHERE id = $1 AND last_used_at < $2', [id, tx.now]);
  }

  /** Whether the use of a session was noted long enough ago. */
  isNoteDue({ lastUsedAt }: RunningSession, now: Instant): boolean {
    return Date.parse(now) - lastUsedAt.getTime() > NOTED_EVERY_MS;
  }

  /** Gives a session a new token; the old one stays good for `overlapMs`. Null when it was renewed meanwhile or has ended. */
  async rotate(tx: Tx, change: { from: Buffer; to: Buffer; ifOlderThanMs: number; overlapMs: number }): Promise<Date | null> {
    const [row] = await tx.query<{ expires_at: Date }>(
      `UPDATE access_session SET previous_hash = token_hash, previous_until = $4, token_hash = $2, rotated_at = $3
        WHERE token_hash = $1 AND ended_at IS NULL AND rotated_at <= $5 RETURNING expires_at`,
      [change.from, change.to, tx.now, addMs(tx.now, change.overlapMs), addMs(tx.now, -change.ifOlderThanMs)],
    );
    return row?.expires_at ?? null;
  }

  /** Gives a session a new token whatever its age, after its owner has proved once more who she is; null when it has ended. */
  async rotateNow(tx: Tx, session: SessionOf, change: { to: Buffer; overlapMs: number }): Promise<Date | null> {
    const [row] = await tx.query<{ expires_at: Date }>(
      `UPDATE access_session SET previous_hash = token_hash, previous_until = $5, token_hash = $3, rotated_at = $4
        WHERE id = $1 AND account_id = $2 AND ended_at IS NULL AND expires_at > $4 RETURNING expires_at`,
      [session.id, session.accountId, change.to, tx.now, addMs(tx.now, change.overlapMs)],
    );
    return row?.expires_at ?? null;
  }

  /** When the person of a running session proved who she is, and how it began; null when there is no such session. */
  async proofOf({ accountId, id }: SessionOf): Promise<{ method: SignInMethod; provedAt: Instant | null } | null> {
    const [row] = await this.database.query<{ method: SignInMethod; proved_at: Date | null }>(
      'SELECT method, proved_at FROM access_session WHERE id = $1 AND account_id = $2 AND ended_at IS NULL',
      [id, accountId],
    );
    return row === undefined ? null : { method: row.method, provedAt: row.proved_at?.toISOString() ?? null };
  }

  /** Ends the sessions that belong to a session at the provider, of one account when it is known whose; which they were. */
  async endOfProvider(tx: Tx, providerSidHash: Buffer, accountId: AccountId | null): Promise<SessionOf[]> {
    return tx.query<SessionOf>(
      `UPDATE access_session SET ended_at = $3 WHERE provider_sid_hash = $1 AND ($2::uuid IS NULL OR account_id = $2::uuid)
        AND ended_at IS NULL AND expires_at > $3 RETURNING id, account_id AS "accountId"`,
      [providerSidHash, accountId, tx.now],
    );
  }

  /** Ends all sessions of an account; which were running. */
  async endEach(tx: Tx, accountId: AccountId): Promise<SessionOf[]> {
    return tx.query<SessionOf>(
      `UPDATE access_session SET ended_at = $2 WHERE account_id = $1 AND ended_at IS NULL AND expires_at > $2
       RETURNING id, account_id AS "accountId"`,
      [accountId, tx.now],
    );
  }

  /** Ends one session of an account; true when it was running. */
  async end(tx: Tx, accountId: AccountId, id: string): Promise<boolean> {
    const rows = await tx.query(
      'UPDATE access_session SET ended_at = $3 WHERE id = $1 AND account_id = $2 AND ended_at IS NULL RETURNING 1 AS one',
      [id, accountId, tx.now],
    );
    return rows.length > 0;
  }

  /** Ends all sessions of an account but `except`; answers how many were running. */
  async endAll(tx: Tx, accountId: AccountId, except: string | null): Promise<number> {
    const rows = await tx.query(
      `UPDATE access_session SET ended_at = $3 WHERE account_id = $1 AND ($2::uuid IS NULL OR id <> $2::uuid) AND ended_at IS NULL
        AND expires_at > $3 RETURNING 1 AS one`,
      [accountId, except, tx.now],
    );
    return rows.length;
  }

  /** The running sessions of an account, the last used first. */
  async listOf(accountId: AccountId, idleS: number, currentId: string | null): Promise<SessionInfo[]> {
    const rows = await this.database.query<{
      id: string;
      device: string;
      address: string;
      method: SignInMethod;
      created_at: Date;
      last_used_at: Date;
      expires_at: Date;
    }>(
      `SELECT s.id, s.device, s.address, s.method, s.created_at, s.last_used_at, s.expires_at ${FROM}
        WHERE s.account_id = $1 AND ${RUNS} ORDER BY s.last_used_at DESC, s.id LIMIT 200`,
      [accountId, idleS],
    );
    return rows.map((row) => ({
      id: row.id,
      device: row.device,
      address: row.address,
      method: row.method,
      begunAt: row.created_at.toISOString(),
      lastUsedAt: row.last_used_at.toISOString(),
      expiresAt: row.expires_at.toISOString(),
      current: row.id === currentId,
    }));
  }
}

function runningOf(row: SessionRow): RunningSession {
  return {
    id: row.session_id,
    account: accountOf(row),
    method: row.method,
    expiresAt: row.expires_at,
    rotatedAt: row.rotated_at,
    lastUsedAt: row.last_used_at,
    present: row.present,
  };
}
