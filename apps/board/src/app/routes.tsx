import { OutboxPage } from '../pages/outbox/outbox-page';
import { PageSkeleton } from '../parts/page-skeleton';
import { NotFound } from './not-found';
import { Shell } from './shell/shell';

/** Each page is a file of its own, fetched when it is first opened. */
export const routes = [
  {
    element: <Shell />,
    hydrateFallbackElement: <PageSkeleton />,
    children: [
      { index: true, lazy: async () => ({ Component: (await import('../pages/board/board-page')).BoardPage }) },
      { path: 'incidents', lazy: async () => ({ Component: (await import('../pages/incidents/incidents-page')).IncidentsPage }) },
      { path: 'incidents/:id', lazy: async () => ({ Component: (await import('../pages/incident/incident-page')).IncidentPage }) },
      { path: 'dispatch', lazy: async () => ({ Component: (await import('../pages/dispatch/dispatch-page')).DispatchPage }) },
      { path: 'lanes', lazy: async () => ({ Component: (await import('../pages/lanes/lanes-page')).LanesPage }) },
      { path: 'missions', lazy: async () => ({ Component: (await import('../pages/missions/missions-page')).MissionsPage }) },
      { path: 'missions/:id', lazy: async () => ({ Component: (await import('../pages/missions/mission-page')).MissionPage }) },
      { path: 'report', lazy: async () => ({ Component: (await import('../pages/report/report-page')).ReportPage }) },
      // Looked at just when nothing can be fetched.
      { path: 'outbox', Component: OutboxPage },
      { path: 'account', lazy: async () => ({ Component: (await import('../pages/account/account-page')).AccountPage }) },
      { path: 'decisions', lazy: async () => ({ Component: (await import('../pages/decisions/decisions-page')).DecisionsPage }) },
      { path: 'exports', lazy: async () => ({ Component: (await import('../pages/exports/exports-page')).ExportsPage }) },
      { path: 'people', lazy: async () => ({ Component: (await import('../pages/people/people-page')).PeoplePage }) },
      { path: 'privacy', lazy: async () => ({ Component: (await import('../pages/privacy/access-report-page')).AccessReportPage }) },
      { path: '*', element: <NotFound /> },
    ],
  },
];
