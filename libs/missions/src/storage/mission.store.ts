import { Injectable } from '@nestjs/common';
import { Database, type Tx } from '@bongsu/platform';
import type { MissionStanding } from '../domain/change-status';
import type { JurisdictionLine } from '../domain/jurisdiction';
import { type MissionRow, SELECT_MISSIONS } from './mission-rows';

type StandingRow = Pick<MissionRow, 'id' | 'status' | 'status_as_of' | 'note' | 'version'>;

@Injectable()
export class MissionStore {
  constructor(private readonly database: Database) {}

  /** The whole network: about 200 missions and 250 countries. */
  async network(): Promise<{ missions: MissionRow[]; jurisdiction: JurisdictionLine[]; edition: string }> {
    // The edition first: a change between the reads is then loaded again, not missed.
    const edition = await this.edition();
    const [missions, jurisdiction] = await Promise.all([
      this.database.query<MissionRow>(SELECT_MISSIONS),
      this.database.query<JurisdictionLine>(
        `SELECT country_iso2 AS "countryIso2", name_en AS "nameEn", name_ko AS "nameKo", mission_id AS "missionId", basis, caveat, planned_mission_id AS "plannedMissionId"
           FROM missions_jurisdiction ORDER BY country_iso2 COLLATE "C"`,
      ),
    ]);
    return { missions, jurisdiction, edition };
  }

  /** A text that differs after every change to a mission. */
  async edition(): Promise<string> {
    const [row] = await this.database.query<{ edition: string }>(
      `SELECT count(*) || '/' || coalesce(sum(version), 0) || '/' || (SELECT count(*) FROM missions_jurisdiction) || '/' || (SELECT count(*) FROM missions_hub_membership) AS edition
         FROM missions_mission`,
    );
    return row?.edition ?? '';
  }

  /** The mission's standing, held until the unit of work ends; null when there is no such mission. */
  async lock(tx: Tx, missionId: string): Promise<MissionStanding | null> {
    const [row] = await tx.query<StandingRow>(
      'SELECT id, status, status_as_of, note, version FROM missions_mission WHERE id = $1 FOR UPDATE',
      [missionId],
    );
    return row === undefined
      ? null
      : { id: row.id, status: row.status, statusAsOf: row.status_as_of, note: row.note, version: row.version };
  }

  /** Saves a decided status; false when somebody changed the mission since it was read. */
  async saveStanding(tx: Tx, mission: MissionStanding): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE missions_mission SET status = $3, status_as_of = $4, note = $5, status_decided = true, version = version + 1
        WHERE id = $1 AND version = $2 RETURNING 1 AS one`,
      [mission.id, mission.version, mission.status, mission.statusAsOf, mission.note],
    );
    return rows.length > 0;
  }
}
