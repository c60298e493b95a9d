import { Injectable } from '@nestjs/common';
import type { AccountId } from '@bongsu/kernel';
import { Database } from '@bongsu/platform';
import type { PersonView } from '../contract';
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

/** The accounts as administrators read them. */
@Injectable()
export class People {
  constructor(private readonly database: Database) {}

  /** By address, from `after` on; one more than `limit` says that there is a next page. */
  async page(idleS: number, limit: number, after: string | null): Promise<PersonView[]> {
    const rows = await this.database.query<PersonRow>(`${SELECT} WHERE ($2::text IS NULL OR a.email > $2) ORDER BY a.email LIMIT $3`, [
      idleS,
      after,
      limit + 1,
    ]);
    return rows.map(personOf);
  }

  async byId(idleS: number, id: AccountId): Promise<PersonView | null> {
    const [row] = await this.database.query<PersonRow>(`${SELECT} WHERE a.id = $2`, [idleS, id]);
    return row === undefined ? null : personOf(row);
  }
}

function personOf(row: PersonRow): PersonView {
  return {
    id: row.id,
    email: row.email,
    displayName: row.display_name,
    grants: row.grants,
    disabled: row.disabled_at !== null,
    mustChangePassword: row.must_change_password,
    secondFactor: row.second_factor,
    sessions: row.sessions,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    version: row.version,
  };
}
