import { Inject, Injectable } from '@nestjs/common';
import type { Clock } from '@bongsu/kernel';
import { type Actor, CLOCK, Database, type Sealed, type Visibility, visibilityOf } from '@bongsu/platform';
import type { Role, RoleGrant } from '../contract';
import { AccountNames } from './account-names';

/** How somebody is shown to others: the name on her account and her (first) role. Her id and address are nobody's business. */
export interface KnownPerson {
  readonly displayName: string;
  readonly role: Role | null;
}

/** Which accounts there are, for whoever sets up an installation or prepares for those who will sign in. */
@Injectable()
export class KnownAccounts {
  constructor(
    private readonly database: Database,
    private readonly names: AccountNames,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async count(): Promise<number> {
    const [row] = await this.database.query<{ accounts: number }>('SELECT count(*)::int AS accounts FROM access_account');
    return row?.accounts ?? 0;
  }

  /** Those of the e-mail addresses that an account has. */
  async knownAmong(emails: readonly string[]): Promise<ReadonlySet<string>> {
    const indexes = emails.map((email) => this.names.indexOf(email));
    const rows = await this.database.query<{ email_index: Buffer }>(
      'SELECT email_index FROM access_account WHERE email_index = ANY($1::bytea[])',
      [indexes],
    );
    const found = new Set(rows.map(({ email_index }) => email_index.toString('hex')));
    return new Set(emails.filter((_, at) => found.has(indexes[at]?.toString('hex') ?? '')));
  }

  /**
   * Who these are, by id, as their accounts stand now; ids of no account (a job, the system) are left out. That `actor` was shown the names of others
   * while doing `action` goes on record.
   */
  async people(ids: readonly string[], actor: Actor, action: string): Promise<ReadonlyMap<string, KnownPerson>> {
    if (ids.length === 0) return new Map();
    const rows = await this.database.query<{ id: string; email: Sealed; displayName: Sealed; grants: RoleGrant[] }>(
      'SELECT id::text, email, display_name AS "displayName", grants FROM access_account WHERE id::text = ANY($1::text[])',
      [[...new Set(ids)]],
    );
    const names = await this.names.displayNames({ actor, action, basis: 'public-task' }, rows);
    return new Map(rows.map(({ id, grants }) => [id, { displayName: names.get(id) ?? '', role: grants[0]?.role ?? null }]));
  }

  /** What those who may sign in see of the journal, each way of seeing at least once. */
  async visibilities(): Promise<Visibility[]> {
    const rows = await this.database.query<{ grants: RoleGrant[]; seals: string[] }>(
      `SELECT DISTINCT grants, ARRAY(SELECT DISTINCT n.incident_id::text FROM access_seal_name n WHERE n.account_id = access_account.id AND n.removed_at IS NULL
                                        AND (n.until_at IS NULL OR n.until_at > $1) ORDER BY 1) AS seals FROM access_account WHERE disabled_at IS NULL`,
      [this.clock.now()],
    );
    return rows.map(visibilityOf);
  }

  /** The account of this e-mail address, in any letter case; null when there is none. */
  async idOf(email: string): Promise<string | null> {
    const [row] = await this.database.query<{ id: string }>('SELECT id FROM access_account WHERE email_index = $1', [
      this.names.indexOf(email),
    ]);
    return row?.id ?? null;
  }
}
