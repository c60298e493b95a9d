import { Injectable } from '@nestjs/common';
import type { AccountId } from '@bongsu/kernel';
import { type Actor, Database, PersonalData, type Sealed, type Tx, partOf } from '@bongsu/platform';
import { type RoleGrant, type SealCandidate, permissions } from '../contract';
import { accountData } from './personal-data';

/** Of accounts that may be named: their name is told to whoever looks for them. */
interface NamedRow {
  readonly id: AccountId;
  readonly displayName: Sealed;
  readonly grants: RoleGrant[];
}

const NAMEABLE = `disabled_at IS NULL AND EXISTS (SELECT FROM jsonb_array_elements(grants) AS g WHERE g->>'role' = ANY($1::text[]))`;
const NAME = partOf(accountData, 'id', 'displayName');
const FOUND_AT_MOST = 20;

/** Who may be put on the list of a sealed incident: whoever may sign in and reads incidents at all. */
@Injectable()
export class SealCandidates {
  constructor(
    private readonly database: Database,
    private readonly personalData: PersonalData,
  ) {}

  /** Those of the accounts that may be named, held until the unit of work ends. */
  async among(tx: Tx, accountIds: readonly AccountId[]): Promise<ReadonlySet<string>> {
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM access_account WHERE ${NAMEABLE} AND id = ANY($2::uuid[]) ORDER BY id FOR SHARE`,
      [permissions['incidents.read'], [...accountIds]],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** Who may be named and is called like that, by name, at most twenty; that their names were shown goes on record, in words that tell nobody of a seal. */
  async called(search: string, incidentId: string, actor: Actor): Promise<SealCandidate[]> {
    const rows = await this.database.query<NamedRow>(
      `SELECT id, display_name AS "displayName", grants FROM access_account WHERE ${NAMEABLE}
          AND NOT EXISTS (SELECT FROM access_seal_name n WHERE n.account_id = access_account.id AND n.incident_id = $2 AND n.removed_at IS NULL AND n.until_at IS NULL)`,
      [permissions['incidents.read'], incidentId],
    );
    const roles = new Map(rows.map(({ id, grants }) => [id, grants[0]?.role ?? null]));
    const wanted = search.trim().toLowerCase();
    const reading = { actor, action: 'access.list-delegates', basis: 'public-task' } as const;
    const found = await this.personalData.openSome(reading, NAME, rows, (opened) =>
      opened
        .filter(({ displayName }) => !displayName.isErased && displayName.reveal().toLowerCase().includes(wanted))
        .sort((one, other) => one.displayName.reveal().localeCompare(other.displayName.reveal()) || (one.id < other.id ? -1 : 1))
        .slice(0, FOUND_AT_MOST),
    );
    return found.map(({ id, displayName }) => ({ accountId: id, displayName: displayName.reveal(), role: roles.get(id) ?? null }));
  }
}
