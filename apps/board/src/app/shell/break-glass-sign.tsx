import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { IconShieldExclamation } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { BreakGlassOpened, breakGlassSchema } from '@bongsu/access/contract';
import { accountKeys } from '../../data/account';
import { useBreakGlass } from '../../data/decisions';
import { useDirectory } from '../../data/missions';
import { useBoardStore } from '../../live/live-context';
import { Countdown } from '../../parts/countdown';
import { useMay, useUser } from '../session';
import classes from './shell.module.css';

/** Stands across every page as long as a glass that one broke is open: nobody forgets that she looks where she usually does not. */
export function BreakGlassBanner() {
  const { t } = useTranslation();
  const { cityOf } = useDirectory();
  const open = useBreakGlass('mine').data ?? [];
  if (open.length === 0) return null;
  return (
    <div className={classes['offline']} role="status">
      <IconShieldExclamation size={16} aria-hidden />
      {t('decisions.glass.banner', {
        where: open
          .map(({ subject, label }) => (subject.type === 'mission' ? cityOf(subject.id) : t('seal.glass.subject', { code: label ?? '' })))
          .join(', '),
      })}
      <Countdown dueAt={open.map(({ until }) => until).sort()[0] ?? ''} />
      <Link to="/decisions?tab=glass">{t('decisions.glass.toList')}</Link>
    </div>
  );
}

/** Tells whoever may review it, the moment a glass is broken; it stays until she has seen it. What one may do oneself is read anew when rights change. */
export function BreakGlassAlert(): null {
  const { t } = useTranslation();
  const store = useBoardStore();
  const queries = useQueryClient();
  const may = useMay();
  const { id: me } = useUser();
  const { cityOf } = useDirectory();
  // Alerts that name a sealed incident go when it does.
  const alerted = useRef(new Map<string, string>());
  useEffect(
    () =>
      store.onEntries((entries) => {
        const { incidents } = store.current().state;
        for (const [alert, incidentId] of alerted.current) if (incidents[incidentId] === undefined) notifications.hide(alert);
        if (entries.some(({ kind }) => /^access\.(delegation|break-glass|deployment-rights|account|proposal-confirmed)/.test(kind)))
          void queries.invalidateQueries({ queryKey: accountKeys.me });
        for (const { id, kind, actor, audience, body } of entries) {
          if (kind !== BreakGlassOpened.kind || actor.id === me) continue;
          const subject = breakGlassSchema.shape.subject.safeParse((body as { subject?: unknown }).subject).data;
          // Of a sealed incident everybody who hears of it is on its list, and is told whatever her role.
          const ofSeal = subject?.type === 'incident';
          if (!ofSeal && !audience.some((mission) => may('access.break-glass.review', mission))) continue;
          const code = ofSeal ? (incidents[subject.id]?.code ?? '') : '';
          const where = ofSeal ? t('seal.glass.subject', { code }) : subject === undefined ? '' : cityOf(subject.id);
          // Whoever may not review it finds who it was on the list itself.
          const sealHint = may('access.break-glass.review') ? 'seal.glass.alertHint' : 'seal.glass.alertHintList';
          const message = t(ofSeal ? sealHint : 'decisions.glass.alertHint');
          if (ofSeal) alerted.current.set(id, subject.id);
          const closeButtonProps = { 'aria-label': t('parts.close') };
          notifications.show({
            id,
            color: 'red',
            autoClose: false,
            title: t('decisions.glass.alert', { where }),
            message,
            closeButtonProps,
          });
        }
      }),
    [store, queries, may, me, cityOf, t],
  );
  return null;
}
