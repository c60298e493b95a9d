import { Inject, Injectable } from '@nestjs/common';
import type { Clock, Instant } from '@bongsu/kernel';
import { CLOCK, Database, type Tx } from '@bongsu/platform';
import type { RoleGrant, ServiceAccountView, ServiceToken } from '../contract';

/** A service that brought a good token. */
export interface ServiceCaller {
  readonly id: string;
  readonly tokenId: string;
  readonly grants: readonly RoleGrant[];
  readonly permissions: readonly string[] | null;
}

export interface NewServiceAccount {
  readonly id: string;
  readonly name: string;
  readonly grants: readonly RoleGrant[];
  readonly permissions: readonly string[] | null;
}

export interface NewServiceToken {
  readonly id: string;
  readonly serviceAccountId: string;
  readonly tokenHash: Buffer;
  readonly expiresAt: Instant;
}

interface AccountRow {
  id: string;
  name: string;
  grants: RoleGrant[];
  permissions: string[] | null;
  created_at: Date;
  ended_at: Date | null;
  tokens: { id: string; createdAt: string; expiresAt: string; lastUsedAt: string | null; revokedAt: string | null }[] | null;
}

const SELECT = `
  SELECT s.id, s.name, s.grants, s.permissions, s.created_at, s.ended_at,
         (SELECT jsonb_agg(jsonb_build_object('id', t.id, 'createdAt', t.created_at, 'expiresAt', t.expires_at, 'lastUsedAt', t.last_used_at,
                                              'revokedAt', t.revoked_at) ORDER BY t.created_at DESC, t.id)
            FROM access_service_token t WHERE t.service_account_id = s.id) AS tokens
    FROM access_service_account s`;

@Injectable()
export class ServiceAccountStore {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async callerOf(tokenHash: Buffer): Promise<ServiceCaller | null> {
    const [row] = await this.database.query<{ id: string; token_id: string; grants: RoleGrant[]; permissions: string[] | null }>(
      `SELECT s.id, t.id AS token_id, s.grants, s.permissions FROM access_service_token t
         JOIN access_service_account s ON s.id = t.service_account_id
        WHERE t.token_hash = $1 AND t.revoked_at IS NULL AND t.expires_at > $2 AND s.ended_at IS NULL`,
      [tokenHash, this.clock.now()],
    );
    return row === undefined ? null : { id: row.id, tokenId: row.token_id, grants: row.grants, permissions: row.permissions };
  }

  /** What a service may do now, by its id; null when it has ended or has no token in force. */
  async present(id: string): Promise<Pick<ServiceCaller, 'grants' | 'permissions'> | null> {
    const [row] = await this.database.query<{ grants: RoleGrant[]; permissions: string[] | null }>(
      `SELECT s.grants, s.permissions FROM access_service_account s
        WHERE s.id::text = $1 AND s.ended_at IS NULL
          AND EXISTS (SELECT FROM access_service_token t WHERE t.service_account_id = s.id AND t.revoked_at IS NULL AND t.expires_at > $2)`,
      [id, this.clock.now()],
    );
    return row ?? null;
  }

  /** To the minute. */
  noteUse(tx: Tx, tokenId: string): void {
    tx.write(
      `UPDATE access_service_token SET last_used_at = $2 WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2::timestamptz - interval '1 minute')`,
      [tokenId, tx.now],
    );
  }

  async list(): Promise<ServiceAccountView[]> {
    const rows = await this.database.query<AccountRow>(`${SELECT} ORDER BY s.ended_at NULLS FIRST, lower(s.name), s.id LIMIT 500`);
    return rows.map(viewOf);
  }

  async byId(id: string): Promise<ServiceAccountView | null> {
    const [row] = await this.database.query<AccountRow>(`${SELECT} WHERE s.id = $1`, [id]);
    return row === undefined ? null : viewOf(row);
  }

  add(tx: Tx, account: NewServiceAccount): void {
    tx.write(
      `INSERT INTO access_service_account (id, name, grants, permissions, created_by, created_at) VALUES ($1, $2, $3::jsonb, $4, $5, $6)`,
      [account.id, account.name, JSON.stringify(account.grants), account.permissions, tx.actor.id, tx.now],
    );
  }

  /** Adds a token to a service that has not ended; false otherwise. */
  async addToken(tx: Tx, token: NewServiceToken): Promise<boolean> {
    const rows = await tx.query(
      `INSERT INTO access_service_token (id, service_account_id, token_hash, created_at, expires_at)
       SELECT $1, id, $3, $4, $5 FROM access_service_account WHERE id = $2 AND ended_at IS NULL FOR SHARE RETURNING 1 AS one`,
      [token.id, token.serviceAccountId, token.tokenHash, tx.now, token.expiresAt],
    );
    return rows.length > 0;
  }

  async revokeToken(tx: Tx, serviceAccountId: string, tokenId: string): Promise<boolean> {
    const rows = await tx.query(
      'UPDATE access_service_token SET revoked_at = $3 WHERE id = $2 AND service_account_id = $1 AND revoked_at IS NULL RETURNING 1 AS one',
      [serviceAccountId, tokenId, tx.now],
    );
    return rows.length > 0;
  }

  /** Ends a service with all its tokens; false when it has ended or is unknown. */
  async end(tx: Tx, id: string): Promise<boolean> {
    const rows = await tx.query('UPDATE access_service_account SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL RETURNING 1 AS one', [
      id,
      tx.now,
    ]);
    if (rows.length > 0)
      tx.write('UPDATE access_service_token SET revoked_at = $2 WHERE service_account_id = $1 AND revoked_at IS NULL', [id, tx.now]);
    return rows.length > 0;
  }
}

function viewOf(row: AccountRow): ServiceAccountView {
  return {
    id: row.id,
    name: row.name,
    grants: row.grants,
    permissions: row.permissions,
    createdAt: row.created_at.toISOString(),
    ended: row.ended_at !== null,
    tokens: (row.tokens ?? []).map(tokenOf),
  };
}

/** Times inside of JSON come as the database writes them. */
function tokenOf({ id, createdAt, expiresAt, lastUsedAt, revokedAt }: NonNullable<AccountRow['tokens']>[number]): ServiceToken {
  const instant = (text: string): string => new Date(text).toISOString();
  const maybe = (text: string | null): string | null => (text === null ? null : instant(text));
  return { id, createdAt: instant(createdAt), expiresAt: instant(expiresAt), lastUsedAt: maybe(lastUsedAt), revokedAt: maybe(revokedAt) };
}
