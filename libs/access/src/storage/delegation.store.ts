import { Injectable } from '@nestjs/common';
import type { AccountId, Instant } from '@bongsu/kernel';
import { type Actor, Database, type Sealed, type Tx } from '@bongsu/platform';
import type { DelegateView, Role, RoleGrant } from '../contract';
import { AccountNames } from './account-names';
import { DelegationEntity } from './lent-grants.entity';

/** An account that is named for a mission. */
interface NamedRow {
  id: string;
  email: Sealed;
  displayName: Sealed;
  grants: RoleGrant[];
}

const NAMED = `SELECT id, email, display_name AS "displayName", grants FROM access_account
  WHERE disabled_at IS NULL AND EXISTS (SELECT FROM jsonb_array_elements(grants) AS g WHERE g->'missions' @> to_jsonb($1::text))`;

@Injectable()
export class DelegationStore {
  constructor(
    private readonly database: Database,
    private readonly names: AccountNames,
  ) {}

  async add(tx: Tx, delegation: Omit<DelegationEntity, 'revokedAt'>): Promise<void> {
    await tx.manager.insert(DelegationEntity, { ...delegation, revokedAt: null });
  }

  /** One delegation, held until the unit of work ends. */
  async lock(tx: Tx, id: string): Promise<DelegationEntity | null> {
    await tx.query('SELECT 1 AS one FROM access_delegation WHERE id = $1 FOR UPDATE', [id]);
    return tx.manager.findOneBy(DelegationEntity, { id });
  }

  async revoke(tx: Tx, id: string): Promise<void> {
    await tx.query('UPDATE access_delegation SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING 1 AS one', [id, tx.now]);
  }

  /** Whether somebody has the role of this mission for some of that time already. Her account is held, see {@link isNamedAt}, so that nobody adds one meanwhile. */
  async overlaps(tx: Tx, missionId: string, toAccount: AccountId, from: Instant, until: Instant): Promise<boolean> {
    const rows = await tx.query(
      `SELECT 1 AS one FROM access_delegation WHERE mission_id = $1 AND to_account = $2 AND revoked_at IS NULL AND from_at < $4 AND until_at > $3`,
      [missionId, toAccount, from, until],
    );
    return rows.length > 0;
  }

  byId(id: string): Promise<DelegationEntity | null> {
    return this.database.source.manager.findOneBy(DelegationEntity, { id });
  }

  /** Of a mission, the newest first. */
  ofMission(missionId: string): Promise<DelegationEntity[]> {
    return this.database.source.manager.find(DelegationEntity, { where: { missionId }, order: { id: 'DESC' }, take: 200 });
  }

  /** Accounts whose own grants name the mission and that may sign in, by name; a grant for the whole network names none. */
  async namedAt(missionId: string, actor: Actor): Promise<DelegateView[]> {
    const rows = await this.database.query<NamedRow>(`${NAMED} ORDER BY id LIMIT 500`, [missionId]);
    const names = await this.names.displayNames({ actor, action: 'access.list-delegates', basis: 'public-task' }, rows);
    const people = rows.map((row) => ({ id: row.id, displayName: names.get(row.id) ?? '', role: roleAt(row.grants, missionId) }));
    return people.sort((one, other) => one.displayName.localeCompare(other.displayName) || (one.id < other.id ? -1 : 1));
  }

  /** Whether the account is one of those, held until the unit of work ends: whoever else lends it something waits. */
  async isNamedAt(tx: Tx, id: AccountId, missionId: string): Promise<boolean> {
    const rows = await tx.query(`${NAMED} AND id = $2 FOR UPDATE`, [missionId, id]);
    return rows.length > 0;
  }
}

function roleAt(grants: readonly RoleGrant[], missionId: string): Role {
  return grants.find(({ missions }) => missions.includes(missionId))?.role ?? 'duty-officer';
}
