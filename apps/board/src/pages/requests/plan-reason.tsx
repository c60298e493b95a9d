import { useTranslation } from 'react-i18next';
import type { PlanChoice } from '@bongsu/dispatch/contract';
import { Moment } from '../../parts/moment';

/** Why this hub for this line, as the plan gave it. */
export function PlanReason({ choice: { reason } }: { choice: PlanChoice }) {
  const { t } = useTranslation();
  return (
    <>
      {t('dispatch.reason', {
        reason: t(`dispatchVocabulary.planReason.${reason.code}`),
        hours: Math.round(reason.travelHours * 10) / 10,
        rank: reason.rank,
        considered: reason.hubsConsidered,
      })}
      {' · '}
      {t('dispatch.arrivesBy')} <Moment at={reason.arrivesBy} />
    </>
  );
}
