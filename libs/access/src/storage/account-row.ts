import type { AccountId, Instant } from '@bongsu/kernel';
import type { Sealed } from '@bongsu/platform';
import type { RoleGrant } from '../contract';
import type { SealedNames } from './account-names';

/** An account without its person's name and address: neither a session nor a password needs them. */
export interface Account {
  readonly id: AccountId;
  /** As they lie in the row; AccountNames opens them. */
  readonly names: SealedNames;
  /** Null for somebody who signs in with the ministry's identity provider only. */
  readonly passwordHash: string | null;
  readonly grants: readonly RoleGrant[];
  readonly disabled: boolean;
  /** Nobody knows any more whose it was. */
  readonly erased: boolean;
  readonly mustChangePassword: boolean;
  readonly passwordSetAt: Instant | null;
  readonly passwordExpiresAt: Instant | null;
  /** Whoever gave the password that the present one goes back to could have signed in with it. */
  readonly passwordGivenBy: string | null;
  /** An authenticator app was confirmed. */
  readonly secondFactor: boolean;
  readonly version: number;
}

export interface AccountRow {
  id: string;
  email: Sealed;
  display_name: Sealed;
  password_hash: string | null;
  grants: RoleGrant[];
  disabled_at: Date | null;
  erased: boolean;
  must_change_password: boolean;
  password_set_at: Date | null;
  password_expires_at: Date | null;
  password_given_by: string | null;
  second_factor: boolean;
  version: number;
}

/** Of `access_account a`. */
export const ACCOUNT_COLUMNS = `a.id, a.email, a.display_name, a.password_hash, a.grants, a.disabled_at, a.email_index IS NULL AS erased,
  a.must_change_password, a.password_set_at, a.password_expires_at, a.password_given_by, a.version,
  EXISTS (SELECT FROM access_totp t WHERE t.account_id = a.id AND t.confirmed_at IS NOT NULL) AS second_factor`;

export function accountOf(row: AccountRow): Account {
  return {
    id: row.id,
    names: { id: row.id, email: row.email, displayName: row.display_name },
    passwordHash: row.password_hash,
    grants: row.grants,
    disabled: row.disabled_at !== null,
    erased: row.erased,
    mustChangePassword: row.must_change_password,
    passwordSetAt: row.password_set_at?.toISOString() ?? null,
    passwordExpiresAt: row.password_expires_at?.toISOString() ?? null,
    passwordGivenBy: row.password_given_by,
    secondFactor: row.second_factor,
    version: row.version,
  };
}
