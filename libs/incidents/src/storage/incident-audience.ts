import { Injectable } from '@nestjs/common';
import { type Tx, asHouseWithin } from '@bongsu/platform';
import { newcomers, widened } from '../domain/audience';
import { incidentShared } from '../domain/sharing';
import { IncidentStore } from './incident.store';

/**
 * Who is told of an incident. Entries about it carry this audience, and who is in it may read the incident. It only grows: what was
 * told cannot be untold. Whoever acts on what belongs to an incident need not see the incident itself: a hub helps where it may not look. So both
 * look beyond her eyes, and what they find goes into entries and rows, not to her.
 */
@Injectable()
export class IncidentAudience {
  constructor(private readonly incidents: IncidentStore) {}

  /** Missions that are told of what happens with the incident; empty for headquarters alone. */
  async of(tx: Tx, incidentId: string): Promise<readonly string[]> {
    return asHouseWithin(tx, () => this.told(tx, incidentId));
  }

  /**
   * Adds missions to the audience and tells the new ones, and only them, how the incident stands now. Returns the whole audience,
   * for the entries that follow in the same transaction. Throws when there is no such incident: whoever calls has read it before.
   */
  concern(tx: Tx, incidentId: string, missionIds: readonly string[]): Promise<readonly string[]> {
    return asHouseWithin(tx, () => this.tell(tx, incidentId, missionIds));
  }

  private async told(tx: Tx, incidentId: string): Promise<readonly string[]> {
    const [row] = await tx.query<{ audience: string[] }>('SELECT audience FROM incidents_incident WHERE id = $1', [incidentId]);
    return row?.audience ?? [];
  }

  private async tell(tx: Tx, incidentId: string, missionIds: readonly string[]): Promise<readonly string[]> {
    const told = await this.told(tx, incidentId);
    if (newcomers(told, missionIds).length === 0) return told;
    const incident = await this.incidents.lock(tx, incidentId);
    if (incident === null) throw new Error(`no incident ${incidentId}`);
    const fresh = newcomers(incident.audience, missionIds);
    const audience = widened(incident.audience, fresh);
    if (fresh.length === 0) return audience;
    await this.incidents.saveAudience(tx, { ...incident, audience });
    tx.append(incidentShared(incident, await this.incidents.openTasks(tx, incidentId), fresh));
    return audience;
  }
}
