import { Injectable } from '@nestjs/common';
import { Database, type Visibility, visibilityOf } from '@bongsu/platform';
import type { Role, RoleGrant } from '../contract';

/** How somebody is shown to others: the name on her account and her (first) role. Her id and address are nobody's business. */
export interface KnownPerson {
  readonly displayName: string;
  readonly role: Role | null;
}

/** Which accounts there are, for whoever sets up an installation or prepares for those who will sign in. */
@Injectable()
export class KnownAccounts {
  constructor(private readonly database: Database) {}

  /** Every account's e-mail address, lower case. */
  async emails(): Promise<ReadonlySet<string>> {
    const rows = await this.database.query<{ email: string }>('SELECT email FROM access_account');
    return new Set(rows.map(({ email }) => email));
  }

  /** Who these are, by id, as their accounts stand now; ids of no account (a job, the system) are left out. */
  async people(ids: readonly string[]): Promise<ReadonlyMap<string, KnownPerson>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.query<{ id: string; display_name: string; grants: RoleGrant[] }>(
      'SELECT id::text, display_name, grants FROM access_account WHERE id::text = ANY($1::text[])',
      [[...new Set(ids)]],
    );
    return new Map(rows.map(({ id, display_name: displayName, grants }) => [id, { displayName, role: grants[0]?.role ?? null }]));
  }

  /** What those who may sign in see of the journal, each way of seeing at least once. */
  async visibilities(): Promise<Visibility[]> {
    const rows = await this.database.query<{ grants: RoleGrant[] }>('SELECT DISTINCT grants FROM access_account WHERE disabled_at IS NULL');
    return rows.map(visibilityOf);
  }

  /** The account of this e-mail address, lower case; null when there is none. */
  async idOf(email: string): Promise<string | null> {
    const [row] = await this.database.query<{ id: string }>('SELECT id FROM access_account WHERE email = $1', [email]);
    return row?.id ?? null;
  }
}
