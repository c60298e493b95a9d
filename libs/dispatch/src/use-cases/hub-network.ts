import { Injectable } from '@nestjs/common';
import { MissionDirectory } from '@bongsu/missions';

/** What dispatch asks of the mission network. */
@Injectable()
export class HubNetwork {
  constructor(private readonly directory: MissionDirectory) {}

  /** The hubs that are at work. */
  hubIds(): string[] {
    return this.directory.hubs().map(({ id }) => id);
  }

  knows(missionId: string): boolean {
    return this.directory.get(missionId) !== undefined;
  }

  primaryOf(missionId: string): string | null {
    return this.directory.hubsFor(missionId)?.primaryHubId ?? null;
  }

  alternateOf(missionId: string): string | null {
    return this.directory.hubsFor(missionId)?.alternateHubId ?? null;
  }

  /** Who stands behind a hub that does not answer: the alternate of the mission that asks, then the alternate of the hub itself. */
  alternatesOf(requestingMissionId: string, hubId: string): string[] {
    const working = this.hubIds();
    const alternates = [this.alternateOf(requestingMissionId), this.alternateOf(hubId)];
    return [...new Set(alternates)].filter((alternate) => alternate !== null && working.includes(alternate)) as string[];
  }

  /** Hours by the travel model (ADR 0011). Throws for a mission that does not exist: ids in rows were checked when they came in. */
  travelHours(fromMissionId: string, toMissionId: string): number {
    const hours = this.directory.travelHours(fromMissionId, toMissionId);
    if (hours === undefined) throw new Error(`no way from ${fromMissionId} to ${toMissionId}`);
    return hours;
  }

  /** The country in which a mission stands, whose visa a visitor needs. */
  countryOf(missionId: string): string {
    const mission = this.directory.get(missionId);
    if (mission === undefined) throw new Error(`no mission ${missionId}`);
    return mission.locatedInIso2;
  }
}
