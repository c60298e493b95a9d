import { Button } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconWorld } from '@tabler/icons-react';
import type { FeatureCollection } from 'geojson';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { GeoPoint } from '@bongsu/kernel';
import { isOpen } from '@bongsu/situation/contract';
import { useDirectory } from '../../data/missions';
import { useLive } from '../../live/live-context';
import type { IncidentMark } from '../../map/incident-marks';
import { type Journey, arcFeatures, journeysOf, moverFeatures } from '../../map/journeys';
import { LazyWorldMap } from '../../map/lazy-world-map';
import { Legend } from '../../map/legend';
import { missionFeatures } from '../../map/mission-features';
import { stackedMarks } from '../../map/stacked-marks';
import { useOpenReport } from '../report-drawer/open-report';
import { useNow } from '../../time/ticking';
import classes from './board.module.css';

/** "Show me where": `times` counts up so that the same incident can be asked for again. */
export interface Locate {
  incidentId: string | null;
  times: number;
}

/** Everything that is somewhere: missions, incidents, loose reports, and help on its way. `incidentId` narrows to one incident. */
export function BoardMap({
  chosenId = null,
  locate = null,
  incidentId,
}: {
  chosenId?: string | null;
  locate?: Locate | null;
  incidentId?: string;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const openReport = useOpenReport();
  const directory = useDirectory();
  const incidents = useLive((view) => view.state.incidents);
  const reports = useLive((view) => view.state.reports);
  const deployments = useLive((view) => view.state.deployments);
  const shipments = useLive((view) => view.state.shipments);
  const [asked, setAsked] = useState<Locate | null>(null);
  const narrow = useMediaQuery('(max-width: 700px)', false, { getInitialValueInEffect: false });
  const now = useNow();

  const place = useCallback(
    (missionId: string) => {
      const mission = directory.find(missionId);
      return mission === undefined ? undefined : { lat: mission.lat, lng: mission.lng };
    },
    [directory],
  );
  const marks = useMemo<IncidentMark[]>(() => {
    const placed = Object.values(incidents)
      .filter((incident) => isOpen(incident) && (incidentId === undefined || incident.id === incidentId))
      .flatMap((incident) => {
        const at =
          incident.lat !== null && incident.lng !== null
            ? { lat: incident.lat, lng: incident.lng }
            : incident.missionId === null
              ? undefined
              : place(incident.missionId);
        if (at === undefined) return [];
        const { id, code, title, urgency, alertLevel, seal } = incident;
        return [{ id, code, title, urgency, alertLevel, seal, sealed: seal !== null, ...at }];
      });
    return stackedMarks(placed).map((mark) => {
      const words = t('map.incidentLabel', {
        code: mark.code,
        title: mark.title,
        urgency: `${mark.urgency} ${t(`vocabulary.urgency.${mark.urgency}`)}`,
        level: t(`vocabulary.alertLevel.${mark.alertLevel}`),
      });
      const label = mark.seal === null ? words : `${words}. ${t('seal.badgeOf', { ground: t(`vocabulary.sealGround.${mark.seal}`) })}`;
      return { ...mark, label: mark.here > 1 ? `${label}. ${t('map.incidentsHere', { number: mark.here })}` : label };
    });
  }, [incidents, incidentId, place, t]);
  const missions = useMemo(() => missionFeatures(directory, (status) => t(`missions.status.${status}`)), [directory, t]);
  const loose = useMemo<FeatureCollection>(
    () => ({
      type: 'FeatureCollection',
      features: Object.values(reports).flatMap((report) => {
        const shown = incidentId === undefined ? report.incidentId === null && !report.dismissed : report.incidentId === incidentId;
        if (!shown || report.lat === null || report.lng === null) return [];
        return [
          {
            type: 'Feature',
            properties: { id: report.id, title: `${report.code}\n${t(`vocabulary.category.${report.category}`)}` },
            geometry: { type: 'Point', coordinates: [report.lng, report.lat] },
          },
        ];
      }),
    }),
    [reports, incidentId, t],
  );
  const journeys = useMemo(() => {
    const ours = <One extends { incidentId: string }>(all: Record<string, One>): One[] =>
      Object.values(all).filter((one) => incidentId === undefined || one.incidentId === incidentId);
    return journeysOf(ours(deployments), ours(shipments));
  }, [deployments, shipments, incidentId]);
  const arcs = useMemo(() => arcFeatures(journeys, place), [journeys, place]);
  const moving = journeys.some((journey) => journey.moving);
  const movers = useMemo(() => (moving ? moverFeatures(journeys, place, now) : undefined), [moving, journeys, place, now]);

  // The later of the two wishes counts: a row's "show on the map" or the map's own "whole world".
  const wish = (asked?.times ?? 0) > (locate?.times ?? 0) ? asked : locate;
  const { fitPoints, fitKey } = useFit(incidentId, wish, marks, journeys, place, narrow);

  return (
    <LazyWorldMap
      incidents={marks}
      chosenIncidentId={chosenId}
      missions={missions}
      reports={loose}
      arcs={arcs}
      {...(movers === undefined ? {} : { movers })}
      fitPoints={fitPoints}
      fitKey={fitKey}
      onIncident={(id) => void navigate(`/incidents/${id}`)}
      onMission={(id) => void navigate(`/missions/${id}`)}
      onReport={openReport}
    >
      {incidentId === undefined && (
        <>
          <Legend />
          <Button
            className={classes['wholeWorld'] ?? ''}
            size="compact-sm"
            variant="default"
            leftSection={<IconWorld size={15} aria-hidden />}
            onClick={() => setAsked({ incidentId: null, times: Math.max(asked?.times ?? 0, locate?.times ?? 0) + 1 })}
          >
            {t('map.showAll')}
          </Button>
        </>
      )}
    </LazyWorldMap>
  );
}

/** What to bring into view: on an incident's page it and where its help comes from; on the board what was asked for. */
function useFit(
  incidentId: string | undefined,
  wish: Locate | null,
  marks: readonly IncidentMark[],
  journeys: readonly Journey[],
  place: (missionId: string) => GeoPoint | undefined,
  narrow: boolean,
) {
  if (incidentId !== undefined) {
    const sources = [...new Set(journeys.map(({ fromMissionId }) => fromMissionId))];
    const ends = sources.flatMap((missionId) => place(missionId) ?? []);
    return {
      fitPoints: [...marks, ...ends],
      fitKey: marks.length === 0 ? '' : `${incidentId}|${sources.length === ends.length ? sources.join() : ''}`,
    };
  }
  // On a telephone the whole world is too small to read: it begins where something happens.
  if (wish === null) return narrow && marks.length > 0 ? { fitPoints: marks, fitKey: 'incidents' } : { fitPoints: [], fitKey: '' };
  return {
    fitPoints: wish.incidentId === null ? [] : marks.filter(({ id }) => id === wish.incidentId),
    fitKey: `${wish.incidentId ?? 'world'}|${String(wish.times)}`,
  };
}
