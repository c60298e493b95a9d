import { distanceKm } from '@bongsu/kernel';
import type { Mission, TravelLeg, TravelMode } from '../contract';

export const TRAVEL_MODEL_NOTE =
  'A model, not a timetable: below 300 km by road at 60 km/h plus 1 h; else the great circle at 800 km/h plus 4 h on the ground, plus 2 h for a connection beyond 1,500 km or 5 h for two beyond 4,000 km.';

/** What the model needs of a mission: where it is by its seat. A relocated mission is measured from its usual seat, as the hub table does. */
export type Seat = Pick<Mission, 'id' | 'lat' | 'lng'>;

/** The way from one mission to another; hours to a tenth. The same both ways. ADR 0011. */
export function travelLeg(from: Seat, to: Seat): TravelLeg {
  const km = distanceKm(from, to);
  const mode = travelMode(km);
  return {
    fromMissionId: from.id,
    toMissionId: to.id,
    distanceKm: Math.round(km),
    hours: Math.round(travelHours(km, mode) * 10) / 10,
    mode,
    modelNote: TRAVEL_MODEL_NOTE,
  };
}

/** Two posts in one city, such as an embassy and a permanent mission, lie within this. */
const SAME_PLACE_KM = 0.5;
const ROAD_BELOW_KM = 300;
const DIRECT_TO_KM = 1_500;
const ONE_CONNECTION_TO_KM = 4_000;

function travelMode(km: number): TravelMode {
  if (km < SAME_PLACE_KM) return 'same-place';
  if (km < ROAD_BELOW_KM) return 'road';
  if (km <= DIRECT_TO_KM) return 'direct-flight';
  return km <= ONE_CONNECTION_TO_KM ? 'one-connection' : 'two-connections';
}

function travelHours(km: number, mode: TravelMode): number {
  switch (mode) {
    case 'same-place':
      return 0;
    case 'road':
      return 1 + km / 60;
    case 'direct-flight':
      return 4 + km / 800;
    case 'one-connection':
      return 4 + 2 + km / 800;
    case 'two-connections':
      return 4 + 5 + km / 800;
  }
}
