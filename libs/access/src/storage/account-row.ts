import type { AccountId, Instant } from '@bongsu/kernel';
import type { RoleGrant } from '../contract';

export interface Account {
  readonly id: AccountId;
  readonly email: string;
  readonly displayName: string;
  /** Null for somebody who signs in with the ministry's identity provider only. */
  readonly passwordHash: string | null;
  readonly grants: readonly RoleGrant[];
  readonly disabled: boolean;
  readonly mustChangePassword: boolean;
  readonly passwordSetAt: Instant | null;
  readonly passwordExpiresAt: Instant | null;
  /** An authenticator app was confirmed. */
  readonly secondFactor: boolean;
  readonly version: number;
}

export interface AccountRow {
  id: string;
  email: string;
  display_name: string;
  password_hash: string | null;
  grants: RoleGrant[];
  disabled_at: Date | null;
  must_change_password: boolean;
  password_set_at: Date | null;
  password_expires_at: Date | null;
  second_factor: boolean;
  version: number;
}

/** Of `access_account a`. */
export const ACCOUNT_COLUMNS = `a.id, a.email, a.display_name, a.password_hash, a.grants, a.disabled_at, a.must_change_password, a.password_set_at,
  a.password_expires_at, a.version,
  EXISTS (SELECT FROM access_totp t WHERE t.account_id = a.id AND t.confirmed_at IS NOT NULL) AS second_factor`;

export function accountOf(row: AccountRow): Account {
  return {
    id: row.id,
    email: row.email,
    displayName: row.display_name,
    passwordHash: row.password_hash,
    grants: row.grants,
    disabled: row.disabled_at !== null,
    mustChangePassword: row.must_change_password,
    passwordSetAt: row.password_set_at?.toISOString() ?? null,
    passwordExpiresAt: row.password_expires_at?.toISOString() ?? null,
    secondFactor: row.second_factor,
    version: row.version,
  };
}
