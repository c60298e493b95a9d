import { Injectable } from '@nestjs/common';
import type { AccountId } from '@bongsu/kernel';
import type { Tx } from '@bongsu/platform';
import type { RoleGrant } from '../contract';
import { AccountNames, type SealedNames } from './account-names';

export interface OidcPerson {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string;
  readonly displayName: string;
  readonly grants: readonly RoleGrant[];
}

export interface OidcAccount {
  readonly id: AccountId;
  readonly names: SealedNames;
  readonly grants: readonly RoleGrant[];
  readonly disabled: boolean;
}

@Injectable()
export class OidcIdentityStore {
  constructor(private readonly names: AccountNames) {}

  /**
   * The account of a person at the provider; null at the first sign-in. Two sign-ins of one person take turns until their transactions end, the
   * first one too, when there is no row yet that could be locked.
   */
  async lockAccountOf(tx: Tx, { issuer, subject }: Pick<OidcPerson, 'issuer' | 'subject'>): Promise<OidcAccount | null> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1::text || $2::text, 0))', [issuer, subject]);
    const [row] = await tx.query<Omit<OidcAccount, 'names'> & SealedNames>(
      `SELECT a.id, a.email, a.display_name AS "displayName", a.grants, a.disabled_at IS NOT NULL AS disabled
         FROM access_oidc_identity i JOIN access_account a ON a.id = i.account_id
        WHERE i.issuer = $1 AND i.subject = $2 FOR UPDATE OF a`,
      [issuer, subject],
    );
    if (row === undefined) return null;
    const { id, email, displayName, grants, disabled } = row;
    return { id, names: { id, email, displayName }, grants, disabled };
  }

  /** Whose account a person at the provider has; null when there is none. */
  async accountIdOf(tx: Tx, issuer: string, subject: string): Promise<AccountId | null> {
    const [row] = await tx.query<{ account_id: AccountId }>(
      'SELECT account_id FROM access_oidc_identity WHERE issuer = $1 AND subject = $2',
      [issuer, subject],
    );
    return row?.account_id ?? null;
  }

  /** Makes an account without a password for somebody who came for the first time. */
  async add(tx: Tx, id: AccountId, person: OidcPerson): Promise<void> {
    const { email, emailIndex, displayName } = await this.names.seal(tx, id, person);
    tx.write(
      'INSERT INTO access_account (id, email, email_index, display_name, grants, created_at) VALUES ($1, $2, $3, $4, $5::jsonb, $6)',
      [id, email, emailIndex, displayName, JSON.stringify(person.grants), tx.now],
    );
    tx.write('INSERT INTO access_oidc_identity (issuer, subject, account_id, created_at) VALUES ($1, $2, $3, $4)', [
      person.issuer,
      person.subject,
      id,
      tx.now,
    ]);
  }

  /** What the provider says now replaces what it said before; `email` null leaves the address as it is. */
  async renew(
    tx: Tx,
    { id, names }: OidcAccount,
    to: { readonly email: string | null; readonly displayName: string; readonly grants: readonly RoleGrant[] },
  ): Promise<void> {
    const before = await this.names.open(names, tx);
    const after = { email: (to.email ?? before.email).toLowerCase(), displayName: to.displayName };
    const sealed = after.email === before.email && after.displayName === before.displayName ? null : await this.names.seal(tx, id, after);
    tx.write(
      `UPDATE access_account SET email = coalesce($2, email), email_index = coalesce($3, email_index), display_name = coalesce($4, display_name),
         grants = $5::jsonb, version = version + 1
        WHERE id = $1 AND ($2::text IS NOT NULL OR grants IS DISTINCT FROM $5::jsonb)`,
      [id, sealed?.email ?? null, sealed?.emailIndex ?? null, sealed?.displayName ?? null, JSON.stringify(to.grants)],
    );
  }
}
