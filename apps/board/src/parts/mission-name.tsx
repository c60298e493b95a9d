import { Anchor, Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDirectory } from '../data/missions';
import { currentLanguage } from '../i18n';

/** A mission by its city, linked to its page; the hint gives the full name. */
export function MissionName({ id, plain = false }: { id: string | null; plain?: boolean }) {
  const { t } = useTranslation();
  const directory = useDirectory();
  if (id === null) return <span>{t('parts.nobody')}</span>;
  const mission = directory.find(id);
  const full = mission === undefined ? id : currentLanguage() === 'ko' ? mission.nameKo : mission.nameEn;
  return (
    <Tooltip label={full}>
      {plain ? (
        <span>{directory.nameOf(id)}</span>
      ) : (
        <Anchor component={Link} to={`/missions/${id}`} inherit c="inherit" underline="hover">
          {directory.nameOf(id)}
        </Anchor>
      )}
    </Tooltip>
  );
}
