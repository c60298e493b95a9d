import { useComputedColorScheme } from '@mantine/core';
import { useReducedMotion } from '@mantine/hooks';
import type { FeatureCollection } from 'geojson';
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { GeoPoint } from '@bongsu/kernel';
import { currentLanguage } from '../i18n';
import { type IncidentMark, IncidentMarks } from './incident-marks';
import { MapScene } from './map-scene';
import { canDrawMap } from './webgl';
import 'maplibre-gl/dist/maplibre-gl.css';
import classes from './world-map.module.css';

export interface WorldMapProps {
  incidents?: readonly IncidentMark[];
  chosenIncidentId?: string | null;
  missions?: FeatureCollection;
  reports?: FeatureCollection;
  arcs?: FeatureCollection;
  movers?: FeatureCollection;
  /** Brought into view whenever `fitKey` changes; no points with a key mean the whole world. */
  fitPoints?: readonly GeoPoint[];
  fitKey?: string;
  pinned?: GeoPoint | null;
  onIncident?: (incidentId: string) => void;
  onMission?: (missionId: string) => void;
  onReport?: (reportId: string) => void;
  onPlace?: (point: GeoPoint) => void;
  start?: { center: GeoPoint; zoom?: number };
  /** What lies over the map: a legend, totals. */
  children?: ReactNode;
}

const nothing: FeatureCollection = { type: 'FeatureCollection', features: [] };
/** Korea in the middle and the cut through the Atlantic: every continent in one piece. */
const home = { center: { lat: 20, lng: 150 } };

/** The map for React: every property is handed on to the scene when it changes. Without WebGL it says so; the lists beside it say the rest. */
export function WorldMap(props: WorldMapProps) {
  const { t } = useTranslation();
  const [drawable] = useState(canDrawMap);
  if (drawable) return <DrawnMap {...props} />;
  return (
    <div className={classes['frame']}>
      <p className={classes['notice']}>{t('map.noWebgl')}</p>
      {props.children}
    </div>
  );
}

function DrawnMap({
  incidents = [],
  chosenIncidentId = null,
  missions = nothing,
  reports = nothing,
  arcs = nothing,
  movers = nothing,
  pinned = null,
  start = home,
  fitPoints = [],
  fitKey = '',
  children,
  ...events
}: WorldMapProps) {
  const { t } = useTranslation();
  const language = currentLanguage();
  const still = useReducedMotion();
  const scheme = useComputedColorScheme('dark');
  const container = useRef<HTMLDivElement>(null);
  const [scene, setScene] = useState<{ world: MapScene; marks: IncidentMarks } | null>(null);
  const [failed, setFailed] = useState(false);

  const onIncident = useEffectEvent((id: string) => events.onIncident?.(id));
  const onMission = useEffectEvent((id: string) => events.onMission?.(id));
  const onReport = useEffectEvent((id: string) => events.onReport?.(id));
  const onPlace = useEffectEvent((point: GeoPoint) => events.onPlace?.(point));
  const texts = useEffectEvent(() => ({ zoomIn: t('map.zoomIn'), zoomOut: t('map.zoomOut'), canvas: t('map.canvas') }));
  const startAt = useEffectEvent(() => start);
  const pointsToFit = useEffectEvent(() => fitPoints);

  useEffect(() => {
    if (container.current === null) return;
    let world: MapScene;
    try {
      world = new MapScene(
        container.current,
        texts(),
        { onMission: (id) => onMission(id), onReport: (id) => onReport(id), onPlace: (point) => onPlace(point) },
        startAt(),
      );
    } catch {
      // eslint-disable-next-line react-hooks/set-state-in-effect -- only the attempt to start the map tells that it cannot
      setFailed(true);
      return;
    }
    setScene({ world, marks: new IncidentMarks(world, (id) => onIncident(id)) });
    return () => {
      setScene(null);
      world.close();
    };
  }, []);

  useEffect(() => {
    scene?.world.showWorld(language).catch(() => setFailed(true));
  }, [scene, language]);
  useEffect(() => scene?.world.repaint(), [scene, scheme]);
  useEffect(() => scene?.marks.show(incidents, chosenIncidentId), [scene, incidents, chosenIncidentId]);
  useEffect(() => void scene?.world.show('missions', missions, namesIn(missions)), [scene, missions]);
  useEffect(() => void scene?.world.show('reports', reports), [scene, reports]);
  useEffect(() => void scene?.world.show('arcs', arcs), [scene, arcs]);
  useEffect(() => void scene?.world.show('movers', movers), [scene, movers]);
  useEffect(() => {
    if (fitKey === '' || scene === null) return;
    const points = pointsToFit();
    if (points.length === 0) scene.world.showAll(startAt().center, !still);
    else scene.world.fit(points, !still);
  }, [scene, fitKey, still]);
  useEffect(() => {
    if (scene === null || pinned === null) return;
    const element = document.createElement('div');
    const drop = document.createElement('div');
    drop.className = classes['pin'] ?? '';
    element.append(drop);
    const marker = scene.world.pin(element, pinned);
    return () => void marker.remove();
  }, [scene, pinned]);

  return (
    <div className={classes['frame']}>
      <div ref={container} className={classes['canvas']} />
      {failed && <p className={classes['notice']}>{t('map.failed')}</p>}
      {children}
    </div>
  );
}

function namesIn(features: FeatureCollection): string {
  return [...new Set(features.features.map((feature) => String(feature.properties?.['name'] ?? '')).join(''))].join('');
}
