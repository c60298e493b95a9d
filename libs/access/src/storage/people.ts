import { Injectable } from '@nestjs/common';
import type { AccountId } from '@bongsu/kernel';
import { Database, type Reading, type Sealed } from '@bongsu/platform';
import type { PersonView } from '../contract';
import { AccountNames, type Names } from './account-names';
import { ACCOUNT_COLUMNS, type AccountRow } from './account-row';

type PersonRow = AccountRow & { sessions: number; last_used_at: Date | null };

const SELECT = `
  SELECT ${ACCOUNT_COLUMNS}, coalesce(s.running, 0) AS sessions, s.last_used_at
    FROM access_account a
    LEFT JOIN LATERAL (
      SELECT count(*) FILTER (WHERE ended_at IS NULL AND expires_at > now() AND last_used_at > now() - make_interval(secs => $1))::int AS running,
             max(last_used_at) AS last_used_at
        FROM access_session WHERE account_id = a.id
    ) s ON true`;

export interface PeoplePage {
  readonly people: readonly PersonView[];
  readonly hasMore: boolean;
}

/** The accounts as administrators read them. */
@Injectable()
export class People {
  constructor(
    private readonly database: Database,
    private readonly names: AccountNames,
  ) {}

  /**
   * By address, after the account `after`; null when it is none. Addresses lie encrypted, so that all of them are opened to be put in order; those that
   * are shown go on record.
   */
  async page(reading: Reading, idleS: number, limit: number, after: AccountId | null): Promise<PeoplePage | null> {
    const sealed = await this.database.query<{ id: AccountId; email: Sealed; displayName: Sealed }>(
      'SELECT id, email, display_name AS "displayName" FROM access_account',
    );
    const page = await this.names.byAddress(reading, sealed, after, limit);
    if (page === null) return null;
    const rows = await this.database.query<PersonRow>(`${SELECT} WHERE a.id = ANY($2::uuid[])`, [idleS, page.people.map(({ id }) => id)]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    const people = page.people.flatMap((person) => {
      const row = byId.get(person.id);
      return row === undefined ? [] : [personOf(row, person)];
    });
    return { people, hasMore: page.hasMore };
  }

  async byId(reading: Reading, idleS: number, id: AccountId): Promise<PersonView | null> {
    const [row] = await this.database.query<PersonRow>(`${SELECT} WHERE a.id = $2`, [idleS, id]);
    return row === undefined
      ? null
      : personOf(row, await this.names.read(reading, { id, email: row.email, displayName: row.display_name }));
  }
}

function personOf(row: PersonRow, { email, displayName }: Names): PersonView {
  return {
    id: row.id,
    email,
    displayName,
    grants: row.grants,
    disabled: row.disabled_at !== null,
    mustChangePassword: row.must_change_password,
    secondFactor: row.second_factor,
    sessions: row.sessions,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    version: row.version,
  };
}
