import type { FeatureCollection, Point } from 'geojson';
import type { MissionStatus } from '@bongsu/missions/contract';
import type { MissionDirectory } from '../data/missions';

export interface MissionProperties {
  id: string;
  hub: boolean;
  working: boolean;
  name: string;
  title: string;
}

const atWork: ReadonlySet<MissionStatus> = new Set<MissionStatus>([
  'open',
  'restricted',
  'relocated',
  'temporary-office',
  'upgrade-planned',
]);

/** Every mission as a dot; `statusWord` says the status of those that do not simply stand open. */
export function missionFeatures(
  directory: MissionDirectory,
  statusWord: (status: MissionStatus) => string,
): FeatureCollection<Point, MissionProperties> {
  return {
    type: 'FeatureCollection',
    features: directory.all.map((mission) => {
      const status = directory.statusOf(mission);
      const name = directory.cityOf(mission.id);
      const title = status === 'open' ? name : `${name}\n${statusWord(status)}`;
      return {
        type: 'Feature',
        properties: { id: mission.id, hub: mission.isHub, working: atWork.has(status), name, title },
        geometry: { type: 'Point', coordinates: [mission.lng, mission.lat] },
      };
    }),
  };
}
