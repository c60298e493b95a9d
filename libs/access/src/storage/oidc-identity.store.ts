import { Injectable } from '@nestjs/common';
import type { AccountId } from '@bongsu/kernel';
import type { Tx } from '@bongsu/platform';
import type { RoleGrant } from '../contract';

export interface OidcPerson {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string;
  readonly displayName: string;
  readonly grants: readonly RoleGrant[];
}

export interface OidcAccount {
  readonly id: AccountId;
  readonly email: string;
  readonly grants: readonly RoleGrant[];
  readonly disabled: boolean;
}

@Injectable()
export class OidcIdentityStore {
  /**
   * The account of a person at the provider; null at the first sign-in. Two sign-ins of one person take turns until their transactions end, the
   * first one too, when there is no row yet that could be locked.
   */
  async lockAccountOf(tx: Tx, { issuer, subject }: Pick<OidcPerson, 'issuer' | 'subject'>): Promise<OidcAccount | null> {
    await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1::text || $2::text, 0))', [issuer, subject]);
    const [row] = await tx.query<OidcAccount>(
      `SELECT a.id, a.email, a.grants, a.disabled_at IS NOT NULL AS disabled
         FROM access_oidc_identity i JOIN access_account a ON a.id = i.account_id
        WHERE i.issuer = $1 AND i.subject = $2 FOR UPDATE OF a`,
      [issuer, subject],
    );
    return row ?? null;
  }

  /** Makes an account without a password for somebody who came for the first time. */
  add(tx: Tx, id: AccountId, person: OidcPerson): void {
    tx.write('INSERT INTO access_account (id, email, display_name, grants, created_at) VALUES ($1, $2, $3, $4::jsonb, $5)', [
      id,
      person.email.toLowerCase(),
      person.displayName,
      JSON.stringify(person.grants),
      tx.now,
    ]);
    tx.write('INSERT INTO access_oidc_identity (issuer, subject, account_id, created_at) VALUES ($1, $2, $3, $4)', [
      person.issuer,
      person.subject,
      id,
      tx.now,
    ]);
  }

  /** What the provider says now replaces what it said before. */
  renew(tx: Tx, id: AccountId, { email, displayName, grants }: Pick<OidcPerson, 'email' | 'displayName' | 'grants'>): void {
    tx.write(
      `UPDATE access_account SET email = $2, display_name = $3, grants = $4::jsonb, version = version + 1
        WHERE id = $1 AND (email, display_name, grants) IS DISTINCT FROM ($2, $3, $4::jsonb)`,
      [id, email.toLowerCase(), displayName, JSON.stringify(grants)],
    );
  }
}
