import { Spotlight, type SpotlightActionGroupData } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { useDirectory } from '../../data/missions';
import { currentLanguage } from '../../i18n';
import { useLive } from '../../live/live-context';
import { countryName } from '../../map/country-codes';
import { useOwnPages } from '../own-pages';
import { useMay } from '../session';

/** Mod+K: to a page, an incident by its code or title, a mission by its city or country. */
export function Palette() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const incidents = useLive((view) => view.state.incidents);
  const { all } = useDirectory();
  const own = useOwnPages();
  const mayFile = useMay()('incidents.report.file');
  const language = currentLanguage();

  const actions = useMemo<SpotlightActionGroupData[]>(
    () => [
      {
        group: t('shell.palette.pages'),
        actions: [...own, ...(mayFile ? [{ to: '/report', name: 'report' as const }] : [])].map(({ to, name }) => ({
          id: to,
          label: t(`shell.nav.${name}`),
          onClick: () => void navigate(to),
        })),
      },
      {
        group: t('shell.palette.incidents'),
        actions: Object.values(incidents).map(({ id, code, title }) => ({
          id,
          label: code,
          description: title,
          onClick: () => void navigate(`/incidents/${id}`),
        })),
      },
      {
        group: t('shell.palette.missions'),
        actions: all.map((mission) => ({
          id: mission.id,
          label: language === 'ko' ? mission.cityKo : mission.cityEn,
          description: `${language === 'ko' ? mission.nameKo : mission.nameEn} · ${countryName(mission.locatedInIso2, language)}`,
          onClick: () => void navigate(`/missions/${mission.id}`),
        })),
      },
    ],
    [t, navigate, incidents, all, language, own, mayFile],
  );
  return (
    <Spotlight
      actions={actions}
      limit={9}
      highlightQuery
      nothingFound={t('shell.palette.nothing')}
      searchProps={{
        leftSection: <IconSearch size={18} />,
        placeholder: t('shell.palette.placeholder'),
        'aria-label': t('shell.palette.placeholder'),
      }}
    />
  );
}
