import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import type { Mission, MissionTravel } from '@bongsu/missions/contract';
import { incidentsByClock, isOpen } from '@bongsu/situation/contract';
import { get } from '../../api/client';
import { ApiError } from '../../api/problem';
import { useMay } from '../../app/session';
import { keys } from '../../data/keys';
import { currentLanguage } from '../../i18n';
import { useBoard } from '../../live/live-context';
import { LevelBadge, StateBadge, UrgencyBadge } from '../../parts/badges';
import { Countdown } from '../../parts/countdown';
import { Failure } from '../../parts/failure';
import { Nothing } from '../../parts/nothing';
import { PageSkeleton } from '../../parts/page-skeleton';
import { Panel } from '../../parts/panel';
import { useNow } from '../../time/ticking';
import incidentClasses from '../incident/incident.module.css';
import { BreakGlassModal } from './break-glass-modal';
import { DelegationsPanel } from './delegations-panel';
import { MissionFacts } from './mission-facts';
import { StatusModal } from './status-modal';
import { statusTone } from './status-tone';
import { TravelPanel } from './travel-panel';

export function MissionPage() {
  const { t } = useTranslation();
  const { id = '' } = useParams();
  const mission = useQuery({
    queryKey: keys.mission(id),
    queryFn: ({ signal }) => get<Mission>(`/missions/${encodeURIComponent(id)}`, {}, signal),
  });
  const travel = useQuery({
    queryKey: keys.travel(id),
    queryFn: ({ signal }) => get<MissionTravel>(`/missions/${encodeURIComponent(id)}/travel`, {}, signal),
    staleTime: Infinity,
  });
  if (mission.data === undefined) {
    if (mission.error instanceof ApiError && !mission.error.unreachable) return <Nothing title={t('missions.detail.unknown', { id })} />;
    if (mission.error !== null) return <Failure error={mission.error} onRetry={() => void mission.refetch()} />;
    return <PageSkeleton />;
  }
  return <Detail mission={mission.data} travel={travel.data} />;
}

function Detail({ mission, travel }: { mission: Mission; travel: MissionTravel | undefined }) {
  const { t } = useTranslation();
  const korean = currentLanguage() === 'ko';
  const [changing, change] = useState(false);
  const [breaking, breakGlass] = useState(false);
  const may = useMay();
  const hidden = may('access.break-glass') && !may('incidents.read', mission.id);
  return (
    <Stack p="md" gap="md">
      <Anchor component={Link} to="/missions" size="sm">
        ← {t('missions.detail.back')}
      </Anchor>
      <Group justify="space-between" align="flex-start">
        <div>
          <Title order={1} size="h3">
            {korean ? mission.nameKo : mission.nameEn}
          </Title>
          <Text c="dimmed" size="sm">
            {korean ? mission.nameEn : mission.nameKo} · {mission.id}
          </Text>
          <Group gap={7} mt={6}>
            <StateBadge tone={statusTone(mission.status)}>
              {t(`missions.status.${mission.status}`)}
              {mission.statusAsOf !== null && ` · ${t('missions.detail.asOf', { date: mission.statusAsOf.slice(0, 10) })}`}
            </StateBadge>
            <StateBadge>{t(`missions.type.${mission.type}`)}</StateBadge>
            {mission.isHub && <StateBadge tone="good">{t('missions.list.hubBadge')}</StateBadge>}
          </Group>
          {mission.note !== null && (
            <Text size="sm" mt={6}>
              {mission.note}
            </Text>
          )}
        </div>
        <Group gap="xs">
          {mission.isHub && (
            <Button component={Link} to={`/dispatch?hub=${mission.id}`} variant="default">
              {t('missions.detail.deskLink')}
            </Button>
          )}
          {may('situation.export.propose', mission.id) && (
            <Button component={Link} to={`/exports?mission=${mission.id}`} variant="default">
              {t('exporting.ofMission')}
            </Button>
          )}
          {hidden && (
            <Button variant="default" color="red" onClick={() => breakGlass(true)}>
              {t('decisions.glass.break')}
            </Button>
          )}
          {mission.permittedActs.length > 0 && may('missions.change-status', mission.id) && (
            <Button variant="default" onClick={() => change(true)}>
              {t('missions.detail.changeStatus')}
            </Button>
          )}
        </Group>
      </Group>
      <div className={incidentClasses['columns']} style={{ padding: 0 }}>
        <Stack gap="md">
          <MissionFacts mission={mission} />
          {may('access.delegations.read', mission.id) && <DelegationsPanel missionId={mission.id} />}
          <Incidents missionId={mission.id} />
        </Stack>
        <TravelPanel travel={travel} />
      </div>
      {breaking && (
        <BreakGlassModal missionId={mission.id} name={korean ? mission.nameKo : mission.nameEn} onClose={() => breakGlass(false)} />
      )}
      {changing && <StatusModal mission={mission} onClose={() => change(false)} />}
    </Stack>
  );
}

function Incidents({ missionId }: { missionId: string }) {
  const { t } = useTranslation();
  const board = useBoard();
  const now = useNow();
  const mayAll = useMay()('incidents.read', missionId);
  const own = useMemo(
    () => incidentsByClock(board, now).filter(({ incident }) => incident.missionId === missionId && isOpen(incident)),
    [board, now, missionId],
  );
  // Whoever may not see this mission's incidents cannot tell none from hidden: no figure is given then.
  const unknown = own.length === 0 && !mayAll;
  return (
    <Panel title={t('missions.detail.incidents')} count={unknown ? undefined : own.length} flush>
      {own.length === 0 ? (
        <Nothing title={t(unknown ? 'missions.detail.noneToSee' : 'missions.detail.noIncidents')} />
      ) : (
        <ul className={incidentClasses['rows']}>
          {own.map(({ incident, clock }) => (
            <li key={incident.id} className={incidentClasses['clock']}>
              <Group gap={8}>
                <UrgencyBadge urgency={incident.urgency} short />
                <Anchor component={Link} to={`/incidents/${incident.id}`} c="inherit" fw={600} size="sm">
                  {incident.code} {incident.title}
                </Anchor>
                <LevelBadge level={incident.alertLevel} />
              </Group>
              {clock !== null && <Countdown dueAt={clock.dueAt} />}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
