import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import type { GeoPoint } from '@bongsu/kernel';
import { Pulse } from '@bongsu/platform';
import type { CompetentMission, Country, Mission, MissionTravel, TravelLeg } from '../contract';
import type { BorderIndex } from '../domain/border-index';
import { type BorderTag, countryOfPoint } from '../domain/country-of-point';
import { hubsFor } from '../domain/hubs';
import { competentMission } from '../domain/jurisdiction';
import { serves } from '../domain/standing';
import { travelLeg } from '../domain/travel';
import { loadBorders } from '../storage/border-file';
import { MissionStore } from '../storage/mission.store';
import { type MissionNetwork, networkOf } from './mission-network';

const RELOAD_CHECK_MS = 1_000;

/**
 * The mission network in memory, for every context: 200 missions and the world's borders, read without waiting. Missions are loaded at boot
 * and again within a second of a change in any process, at once in the process that made it; borders when first needed.
 */
@Injectable()
export class MissionDirectory implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(MissionDirectory.name);
  private readonly pulse = new Pulse(
    () => this.reloadWhenChanged(),
    RELOAD_CHECK_MS,
    (error) => this.logger.warn({ msg: 'the mission network was not checked', cause: String(error) }),
  );
  private network: MissionNetwork = networkOf([], []);
  private edition = '';
  private borders: BorderIndex<BorderTag> | undefined;

  constructor(private readonly store: MissionStore) {}

  async onModuleInit(): Promise<void> {
    await this.refresh();
    this.pulse.start();
  }

  onApplicationShutdown(): Promise<void> {
    return this.pulse.stop();
  }

  /** Loads the borders now (0.3 s, 50 MB) instead of at the first question, for a process that answers people. */
  prepareBorders(): BorderIndex<BorderTag> {
    return (this.borders ??= loadBorders());
  }

  /** Reads the network again, for whoever has just changed it. */
  async refresh(): Promise<void> {
    const { missions, jurisdiction, edition } = await this.store.network();
    this.network = networkOf(missions, jurisdiction);
    this.edition = edition;
  }

  /** All missions in the order of their ids, those that serve nobody (planned, unverified, suspended) among them. */
  list(): readonly Mission[] {
    return this.network.missions;
  }

  get(missionId: string): Mission | undefined {
    return this.network.byId.get(missionId);
  }

  /** The hub missions that are at work. */
  hubs(): readonly Mission[] {
    return this.network.missions.filter((mission) => mission.isHub && serves(mission.status));
  }

  /** The hubs of a mission, and the way from every hub to it, shortest first; undefined for an unknown mission. */
  hubsFor(missionId: string): MissionTravel | undefined {
    const mission = this.get(missionId);
    return mission && hubsFor(mission, this.network.missions);
  }

  /** The way between two missions by the travel model; undefined when one of them is unknown. */
  travelLeg(fromMissionId: string, toMissionId: string): TravelLeg | undefined {
    const from = this.get(fromMissionId);
    const to = this.get(toMissionId);
    return from && to && travelLeg(from, to);
  }

  /** Hours of {@link travelLeg}. */
  travelHours(fromMissionId: string, toMissionId: string): number | undefined {
    return this.travelLeg(fromMissionId, toMissionId)?.hours;
  }

  /** Which mission has jurisdiction over a point on the globe. */
  competent(point: GeoPoint): CompetentMission {
    return competentMission(point, countryOfPoint(this.prepareBorders(), point), this.network);
  }

  countries(): readonly Country[] {
    return this.network.countries;
  }

  country(iso2: string): Country | undefined {
    return this.network.countries.find((country) => country.iso2 === iso2);
  }

  private async reloadWhenChanged(): Promise<void> {
    if ((await this.store.edition()) !== this.edition) await this.refresh();
  }
}
