import { ActionIcon } from '@mantine/core';
import { IconCurrentLocation } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { BoardClock, IncidentOnClock } from '@bongsu/situation/contract';
import { useItemName } from '../../data/dispatch';
import { useDirectory } from '../../data/missions';
import { useLive } from '../../live/live-context';
import { LevelBadge, UrgencyBadge } from '../../parts/badges';
import { Countdown } from '../../parts/countdown';
import { SealBadge } from '../../parts/seal-badge';
import { goods } from '../../parts/entry-line/amounts';
import classes from './board.module.css';

export interface Help {
  wanted: number;
  arrived: number;
}

/** People and supplies are counted apart: six officers and 240 buckets have no sum. */
export interface IncidentFigures {
  clocks: number;
  people: Help;
  goods: Help;
}

interface RowProps {
  entry: IncidentOnClock;
  figures: IncidentFigures;
  chosen: boolean;
  onChoose?: () => void;
  onLocate?: () => void;
}

/** One incident as a watch officer reads it: what runs out, for whom, then what it is and how far help has come. */
export function IncidentRow({ entry, figures, chosen, onChoose, onLocate }: RowProps) {
  const { t } = useTranslation();
  const directory = useDirectory();
  const { incident, clock } = entry;
  return (
    <li className={classes['row']} data-chosen={chosen} data-overdue={entry.overdue} onMouseEnter={onChoose} onFocus={onChoose}>
      <Link to={`/incidents/${incident.id}`} className={classes['rowLink']}>
        <span className={classes['line']}>
          <UrgencyBadge urgency={incident.urgency} short />
          <span className={`${classes['code'] ?? ''} figures`}>{incident.code}</span>
          <LevelBadge level={incident.alertLevel} />
          <span className={classes['spring']} />
          {clock !== null && <Countdown dueAt={clock.dueAt} large />}
        </span>
        <span className={classes['rowTitle']}>
          {incident.seal !== null && <SealBadge ground={incident.seal} />} {incident.title}
        </span>
        <span className={classes['clockLine']}>
          {clock === null ? t('board.noClock') : <ClockWords clock={clock} />}
          {figures.clocks > 1 && <span> · {t('board.moreClocks', { count: figures.clocks - 1 })}</span>}
        </span>
        <span className={classes['facts']}>
          <span>{incident.missionId === null ? t('board.unassigned') : directory.nameOf(incident.missionId)}</span>
          <span>{t(`vocabulary.incidentState.${incident.state}`)}</span>
          <span>{t('board.reports', { count: incident.reportIds.length })}</span>
          {figures.people.wanted > 0 && <span>{t('board.people', { ...figures.people })}</span>}
          {figures.goods.wanted > 0 && <span>{t('board.goods', { ...figures.goods })}</span>}
        </span>
      </Link>
      {onLocate !== undefined && (
        <ActionIcon
          className={classes['locate'] ?? ''}
          variant="subtle"
          color="gray"
          size="md"
          onClick={onLocate}
          aria-label={t('board.locate', { code: incident.code })}
          title={t('board.locate', { code: incident.code })}
        >
          <IconCurrentLocation size={16} />
        </ActionIcon>
      )}
    </li>
  );
}

/** What a clock is about and who must act: "Answer the offer · Abu Dhabi". */
export function ClockWords({ clock }: { clock: BoardClock }) {
  const { t } = useTranslation();
  const directory = useDirectory();
  const headquarters = clock.code === 'alert-review' || clock.code === 'request-decision';
  const about = useWhatArrives(clock) ?? clock.label;
  const who = clock.missionId !== null ? directory.nameOf(clock.missionId) : headquarters ? t('parts.headquarters') : t('board.unassigned');
  return (
    <>
      {t(`dispatchVocabulary.clock.${clock.code}`)} · <strong>{who}</strong>
      {about !== null && ` · ${about}`}
    </>
  );
}

/** Whoever and whatever is expected, in words; a clock itself holds the codes only. */
function useWhatArrives({ code, subjectId, label }: BoardClock): string | null {
  const { t } = useTranslation();
  const itemName = useItemName();
  const shipment = useLive((view) => view.state.shipments[subjectId]);
  if (code !== 'arrival-expected' || label === null) return null;
  return shipment === undefined ? t('dispatch.staff', { staffNo: label }) : goods(shipment.items, { t, itemName });
}
