import { Injectable } from '@nestjs/common';
import type { AccountId } from '@bongsu/kernel';
import { type Actor, Database, PersonalData, type Sealed, type Tx, partOf } from '@bongsu/platform';
import { type RoleGrant, type SealCandidate, permissions } from '../contract';
import { AccountNames } from './account-names';
import { accountData } from './personal-data';

/** Of accounts that may be named: their name is told to whoever looks for them. */
interface NamedRow {
  readonly id: AccountId;
  readonly displayName: Sealed;
  readonly grants: RoleGrant[];
  /** Her address or her mission is what was looked for. */
  readonly meant: boolean;
}

/** What was typed, and the missions that are called so. */
export interface CandidateSearch {
  readonly search: string;
  readonly missionIds: readonly string[];
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
    private readonly names: AccountNames,
  ) {}

  /** Those of the accounts that may be named, held until the unit of work ends. */
  async among(tx: Tx, accountIds: readonly AccountId[]): Promise<ReadonlySet<string>> {
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM access_account WHERE ${NAMEABLE} AND id = ANY($2::uuid[]) ORDER BY id FOR SHARE`,
      [permissions['incidents.read'], [...accountIds]],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /**
   * Who may be named and is called like that, serves at one of the missions or has this very address; by name, at most twenty. That their names were
   * shown goes on record, in words that tell nobody of a seal.
   */
  async called({ search, missionIds }: CandidateSearch, incidentId: string, actor: Actor): Promise<SealCandidate[]> {
    const rows = await this.database.query<NamedRow>(
      `SELECT id, display_name AS "displayName", grants,
              email_index = $3 OR EXISTS (SELECT FROM jsonb_array_elements(grants) AS g WHERE g->'missions' ?| $4::text[]) AS meant
         FROM access_account WHERE ${NAMEABLE}
          AND NOT EXISTS (SELECT FROM access_seal_name n WHERE n.account_id = access_account.id AND n.incident_id = $2 AND n.removed_at IS NULL AND n.until_at IS NULL)`,
      [permissions['incidents.read'], incidentId, this.names.indexOf(search), [...missionIds]],
    );
    const grants = new Map(rows.map((row) => [row.id, row.grants[0]]));
    const meant = new Set(rows.filter((row) => row.meant).map(({ id }) => id));
    const wanted = search.trim().toLowerCase();
    const reading = { actor, action: 'access.list-delegates', basis: 'public-task' } as const;
    const found = await this.personalData.openSome(reading, NAME, rows, (opened) =>
      opened
        .filter(({ id, displayName }) => !displayName.isErased && (meant.has(id) || displayName.reveal().toLowerCase().includes(wanted)))
        .sort((one, other) => one.displayName.reveal().localeCompare(other.displayName.reveal()) || (one.id < other.id ? -1 : 1))
        .slice(0, FOUND_AT_MOST),
    );
    return found.map(({ id, displayName }) => {
      const { role = null, missions = [] } = grants.get(id) ?? {};
      return { accountId: id, displayName: displayName.reveal(), role, missions };
    });
  }
}
