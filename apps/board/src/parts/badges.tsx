import { Tooltip } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AlertLevel, EvidenceGrade, Urgency } from '@bongsu/incidents/contract';
import classes from './badges.module.css';

/** Crisis alert level (위기경보): the colour always with its word. */
export function LevelBadge({ level }: { level: AlertLevel }) {
  const { t } = useTranslation();
  return (
    <span className={classes['level']} data-level={level}>
      {t(`vocabulary.alertLevel.${level}`)}
    </span>
  );
}

export function UrgencyBadge({ urgency, short = false }: { urgency: Urgency; short?: boolean }) {
  const { t } = useTranslation();
  const words = t(`vocabulary.urgency.${urgency}`);
  return (
    <Tooltip label={`${urgency} ${words}`} disabled={!short}>
      <span className={classes['urgency']} data-urgency={urgency} aria-label={`${urgency} ${words}`}>
        {short ? urgency : `${urgency} ${words}`}
      </span>
    </Tooltip>
  );
}

/** Grades C to E are said to be unverified wherever they stand (domain §5b: only A and B may enter a casualty line). */
export function EvidenceBadge({ grade }: { grade: EvidenceGrade }) {
  const { t } = useTranslation();
  const unverified = grade !== 'A' && grade !== 'B';
  return (
    <Tooltip label={t(`vocabulary.evidence.${grade}`)}>
      <span
        className={classes['plain']}
        data-tone={unverified ? 'warn' : 'strong'}
        aria-label={`${grade}: ${t(`vocabulary.evidence.${grade}`)}`}
      >
        {grade}
        {unverified && ` · ${t('vocabulary.evidenceUnverified')}`}
      </span>
    </Tooltip>
  );
}

export type Tone = 'quiet' | 'strong' | 'good' | 'warn' | 'danger';

export function StateBadge({ tone = 'quiet', children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span className={classes['plain']} data-tone={tone}>
      {children}
    </span>
  );
}
