import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { GeoPoint } from '@bongsu/kernel';
import { useDirectory } from '../../data/missions';
import { LazyWorldMap } from '../../map/lazy-world-map';
import { missionFeatures } from '../../map/mission-features';
import classes from './report.module.css';

export function PlaceMap({ point, onPick }: { point: GeoPoint | null; onPick: (point: GeoPoint) => void }) {
  const { t } = useTranslation();
  const directory = useDirectory();
  const missions = useMemo(() => missionFeatures(directory, (status) => t(`missions.status.${status}`)), [directory, t]);
  return (
    <div className={classes['map']}>
      <LazyWorldMap
        missions={missions}
        pinned={point}
        fitPoints={point === null ? [] : [point]}
        fitKey={point === null ? '' : `${String(point.lat)}|${String(point.lng)}`}
        onPlace={(place) => onPick({ lat: Number(place.lat.toFixed(4)), lng: Number(place.lng.toFixed(4)) })}
        onMission={(missionId) => {
          const mission = directory.find(missionId);
          if (mission !== undefined) onPick({ lat: mission.lat, lng: mission.lng });
        }}
      />
    </div>
  );
}
