import { useDisclosure } from '@mantine/hooks';
import { spotlight } from '@mantine/spotlight';
import { Suspense, useEffect, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, Outlet, useLocation, useNavigate } from 'react-router';
import { laneWaiting } from '@bongsu/situation/contract';
import { useDecisionsWaiting } from '../../data/decisions';
import { useDeskHub } from '../../data/own-hubs';
import { useBoard } from '../../live/live-context';
import { PageSkeleton } from '../../parts/page-skeleton';
import { ReportDrawer } from '../../pages/report-drawer/report-drawer';
import { Crash } from '../crash';
import { KeyboardHelp } from '../keyboard/keyboard-help';
import { useSequences } from '../keyboard/sequences';
import { NotFound } from '../not-found';
import { useMayOpen, useOwnPages } from '../own-pages';
import { useMay } from '../session';
import { BreakGlassAlert, BreakGlassBanner } from './break-glass-sign';
import { Clocks } from './clocks';
import { ConditionBanner, ConnectionSign, OfflineBanner } from './connection-sign';
import { Navigation } from './navigation';
import { OutboxSign } from './outbox-sign';
import { Palette } from './palette';
import { usePreferences } from './preferences';
import classes from './shell.module.css';
import { UserMenu } from './user-menu';

/** The frame around every page of a signed-in person. */
export function Shell() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { switchTheme, switchLanguage } = usePreferences();
  const [helpOpen, help] = useDisclosure(false);
  useEffect(fetchWhatMustOpenWithoutALine, []);
  const waiting = { dispatch: useOffersWaiting(), decisions: useDecisionsWaiting() };
  const own = useOwnPages();
  const mayOpen = useMayOpen(pathname);
  const may = useMay();
  useSequences({
    ...(may('incidents.report.file') ? { n: () => void navigate('/report') } : {}),
    '?': help.open,
    t: switchTheme,
    l: switchLanguage,
    '/': spotlight.open,
    ...Object.fromEntries(own.map(({ keys, to }) => [keys, () => void navigate(to)])),
  });
  return (
    <div className={classes['shell']}>
      <a href="#content" className="skip-link">
        {t('shell.skip')}
      </a>
      <header className={classes['top']}>
        <Link to="/" className={classes['brand']}>
          <img src="/beacon.svg" alt="" width={26} height={26} />
          <strong>{t('shell.product')}</strong>
          <span>{t('shell.tagline')}</span>
        </Link>
        <div className={classes['spring']} />
        <Clocks />
        <OutboxSign />
        <ConnectionSign />
        <UserMenu onKeyboard={help.open} />
      </header>
      <Navigation waiting={waiting} />
      <div className={classes['main']}>
        <OfflineBanner />
        <ConditionBanner />
        <BreakGlassBanner />
        <BreakGlassAlert />
        <main id="content" className={classes['page']} tabIndex={-1}>
          <Crash key={pathname}>
            <Suspense fallback={<PageSkeleton />}>{mayOpen ? <Outlet /> : <Elsewhere from={pathname} />}</Suspense>
          </Crash>
        </main>
      </div>
      <ReportDrawer />
      <Palette />
      <KeyboardHelp opened={helpOpen} onClose={help.close} />
    </div>
  );
}

/** Whoever has no board begins with the first page that is hers; any other page that is not hers is none to her. */
function Elsewhere({ from }: { from: string }) {
  const [first] = useOwnPages();
  return from === '/' && first !== undefined ? <Navigate to={first.to} replace /> : <NotFound />;
}

/** Filing a report must not fail for a file that was never fetched; a moment after everything else. */
function fetchWhatMustOpenWithoutALine(): () => void {
  const timer = setTimeout(() => {
    import('../../pages/report/report-page').catch(() => undefined);
  }, 1_500);
  return () => clearTimeout(timer);
}

/** Offers that wait for this person's hub; the figure beside the desk in the menu. */
function useOffersWaiting(): number {
  const { hubId } = useDeskHub();
  const board = useBoard();
  return useMemo(() => (hubId === null ? 0 : laneWaiting(board, hubId).filter(({ state }) => state === 'sent').length), [board, hubId]);
}
