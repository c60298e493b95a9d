import { Skeleton, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Competence } from '../../data/competent';
import { useDirectory } from '../../data/missions';
import { currentLanguage } from '../../i18n';
import { StateBadge } from '../../parts/badges';
import { Failure } from '../../parts/failure';
import { formatTime } from '../../time/format';
import { useNow } from '../../time/ticking';
import classes from './report.module.css';

/** Who will be told, while the place is being typed; with everything that makes it less than certain. */
export function CompetentCard({ competence: { answer, looking, error } }: { competence: Competence }) {
  const { t } = useTranslation();
  const directory = useDirectory();
  const now = useNow();
  const language = currentLanguage();
  const mission = directory.find(answer?.missionId ?? null);
  return (
    <section
      className={classes['competent']}
      aria-live="polite"
      aria-label={t('report.competent.title')}
      data-found={mission !== undefined}
    >
      <Text size="xs" c="dimmed" fw={600}>
        {t('report.competent.title')}
      </Text>
      {error !== null ? (
        <Failure error={error} />
      ) : answer === null ? (
        looking ? (
          <Skeleton h={22} w="60%" />
        ) : (
          <Text size="sm">{t('report.competent.waiting')}</Text>
        )
      ) : mission === undefined ? (
        <Text fw={600}>{t('report.competent.none')}</Text>
      ) : (
        <>
          <Text fw={700} size="lg">
            {language === 'ko' ? mission.nameKo : mission.nameEn}
          </Text>
          <Text size="sm" c="dimmed" className="figures">
            {t('report.competent.localTime', { time: formatTime(now, language, mission.timezone) })}
            {mission.phone !== null && ` · ${mission.phone}`}
          </Text>
        </>
      )}
      {answer !== null && answer.relocated !== null && (
        <StateBadge tone="warn">{t('report.competent.relocated', { note: answer.relocated.note ?? '–' })}</StateBadge>
      )}
      {answer?.estimate === true && (
        <Text size="xs" c="var(--warn)">
          {t('report.competent.estimate')}
        </Text>
      )}
      {answer?.caveatCodes.map((code) => (
        <Text key={code} size="xs" c="dimmed">
          {t(`missions.caveat.${code}`)}
        </Text>
      ))}
      {answer !== null && mission === undefined && answer.candidates.length > 0 && (
        <Text size="xs" c="dimmed">
          {t('report.competent.candidates')}:{' '}
          {answer.candidates
            .map(
              ({ missionId, distanceKm }) => `${directory.nameOf(missionId)} (${t('parts.kilometres', { count: Math.round(distanceKm) })})`,
            )
            .join(', ')}
        </Text>
      )}
    </section>
  );
}
