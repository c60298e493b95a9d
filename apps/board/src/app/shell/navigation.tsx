import {
  IconBuildingEstate,
  IconEyeCheck,
  IconInbox,
  IconLayoutDashboard,
  IconRoute,
  IconUsersGroup,
  IconStackPush,
  IconUrgent,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useOwnPages } from '../own-pages';
import { useMay } from '../session';
import classes from './shell.module.css';

const icons = {
  board: IconLayoutDashboard,
  incidents: IconUrgent,
  dispatch: IconInbox,
  lanes: IconStackPush,
  missions: IconBuildingEstate,
  decisions: IconUsersGroup,
  privacy: IconEyeCheck,
} as const;

/** The rail on the left; on a narrow screen the bar at the bottom. Filing a report is always one press away. */
export function Navigation({ waiting }: { waiting: Partial<Record<keyof typeof icons, number>> }) {
  const { t } = useTranslation();
  const mayFile = useMay()('incidents.report.file');
  const own = useOwnPages();
  return (
    <nav className={classes['rail']} aria-label={t('shell.nav.label')}>
      {mayFile && (
        <NavLink to="/report" className={classes['file'] ?? ''} title={`${t('shell.nav.report')} (n)`}>
          <IconRoute size={20} aria-hidden />
          <span>{t('shell.nav.report')}</span>
        </NavLink>
      )}
      {own.map(({ to, name, keys }) => {
        const Icon = icons[name];
        return (
          <NavLink key={to} to={to} end={to === '/'} className={classes['link'] ?? ''} title={`${t(`shell.nav.${name}`)} (${keys})`}>
            <Icon size={20} aria-hidden />
            <span>{t(`shell.nav.${name}`)}</span>
            {(waiting[name] ?? 0) > 0 && <span className={`${classes['waiting'] ?? ''} figures`}>{waiting[name]}</span>}
          </NavLink>
        );
      })}
    </nav>
  );
}
