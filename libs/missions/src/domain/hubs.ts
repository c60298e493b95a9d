import type { MissionTravel } from '../contract';
import { serves } from './standing';
import { TRAVEL_MODEL_NOTE, travelLeg, type Seat } from './travel';
import type { Mission } from '../contract';

/** What hub choice needs of a mission. */
export type HubMember = Seat & Pick<Mission, 'isHub' | 'status' | 'primaryHubId' | 'alternateHubId' | 'hubsIllustrative'>;

/**
 * The hubs of a mission and the way from every serving hub to it, shortest first (by id where the model is undecided).
 * A mission that the hub table does not list is given the two nearest, so that no request for help is left without an address.
 */
export function hubsFor(mission: HubMember, missions: readonly HubMember[]): MissionTravel {
  const hubs = missions.filter((other) => other.isHub && serves(other.status));
  const legs = hubs
    .map((hub) => travelLeg(hub, mission))
    .sort((a, b) => a.hours - b.hours || a.distanceKm - b.distanceKm || (a.fromMissionId < b.fromMissionId ? -1 : 1));
  const listed = mission.primaryHubId !== null;
  return {
    missionId: mission.id,
    primaryHubId: listed ? mission.primaryHubId : (legs[0]?.fromMissionId ?? null),
    alternateHubId: listed ? mission.alternateHubId : (legs[1]?.fromMissionId ?? null),
    basis: listed ? 'listed' : 'nearest',
    hubsIllustrative: mission.hubsIllustrative,
    modelNote: TRAVEL_MODEL_NOTE,
    legs,
  };
}
