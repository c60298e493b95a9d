import { useTranslation } from 'react-i18next';
import type { OfferState, OfferView } from '@bongsu/dispatch/contract';
import { StateBadge, type Tone } from '../../parts/badges';
import { Countdown } from '../../parts/countdown';
import { MissionName } from '../../parts/mission-name';
import { Moment } from '../../parts/moment';
import classes from './requests.module.css';

const tones: Record<OfferState, Tone> = {
  queued: 'quiet',
  sent: 'strong',
  accepted: 'good',
  'part-accepted': 'warn',
  declined: 'danger',
  escalated: 'warn',
  fulfilled: 'good',
  withdrawn: 'quiet',
};

export function OfferRow({ offer }: { offer: OfferView }) {
  const { t } = useTranslation();
  const asked = offer.lines.reduce((sum, { count }) => sum + count, 0);
  const accepted = offer.accepted.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className={classes['offer']}>
      <MissionName id={offer.hubId} />
      <StateBadge tone={tones[offer.state]}>{t(`dispatchVocabulary.offerState.${offer.state}`)}</StateBadge>
      {offer.tier !== 'hub' && <StateBadge>{t(`dispatchVocabulary.offerTier.${offer.tier}`)}</StateBadge>}
      <span className="figures">
        {accepted > 0 ? t('dispatch.accepted', { count: accepted }) : '×'} {accepted > 0 ? t('dispatch.ofAsked', { count: asked }) : asked}
      </span>
      {offer.declineReason !== null && <span>{t(`dispatchVocabulary.declineReason.${offer.declineReason}`)}</span>}
      <span className={classes['spring']} />
      {offer.state === 'sent' && offer.ackDueAt !== null ? (
        <Countdown dueAt={offer.ackDueAt} />
      ) : (
        <Moment at={offer.answeredAt ?? offer.sentAt ?? offer.queuedAt} />
      )}
    </div>
  );
}
