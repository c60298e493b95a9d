import { useTranslation } from 'react-i18next';
import type { SupportRequestDetail } from '@bongsu/dispatch/contract';
import { useSupportRequest } from '../../data/dispatch';
import { useDirectory } from '../../data/missions';
import { StateBadge, type Tone } from '../../parts/badges';
import { Countdown } from '../../parts/countdown';
import { Failure } from '../../parts/failure';
import { MissionName } from '../../parts/mission-name';
import { Moment } from '../../parts/moment';
import { PageSkeleton } from '../../parts/page-skeleton';
import { SealSign } from '../../parts/seal-badge';
import { DeploymentRow, ShipmentRow } from '../movements/movement-row';
import movementClasses from '../movements/movements.module.css';
import { useReceiving } from '../movements/receive-modal';
import { OfferRow } from './offer-row';
import { RequestActs } from './request-acts';
import { RequestLines } from './request-lines';
import classes from './requests.module.css';

const tones: Partial<Record<SupportRequestDetail['state'], Tone>> = {
  fulfilled: 'good',
  committed: 'good',
  'part-committed': 'warn',
  'at-headquarters': 'danger',
  declined: 'danger',
  withdrawn: 'quiet',
  closed: 'quiet',
};
const undecided: ReadonlySet<string> = new Set(['submitted', 'sourcing', 'at-headquarters']);

/** One request whole: what was asked, what the plan chose and why, who answered, and who and what is on the way. */
export function RequestCard({ requestId }: { requestId: string }) {
  const { t } = useTranslation();
  const directory = useDirectory();
  const { data: request, error, refetch } = useSupportRequest(requestId);
  const receiving = useReceiving(request?.shipments ?? []);
  if (error !== null && request === undefined) return <Failure error={error} onRetry={() => void refetch()} />;
  if (request === undefined) return <PageSkeleton rows={2} />;
  const zone = directory.find(request.missionId)?.timezone;
  return (
    <article className={classes['request']} aria-label={request.code}>
      <header className={classes['head']}>
        <span className={`${classes['code'] ?? ''} figures`}>{request.code}</span>
        <SealSign incidentId={request.incidentId} short />
        <StateBadge tone={tones[request.state] ?? 'strong'}>{t(`dispatchVocabulary.requestState.${request.state}`)}</StateBadge>
        <span>
          {request.priority} {t(`dispatchVocabulary.priority.${request.priority}`)}
        </span>
        <MissionName id={request.missionId} />
        <span>
          {t('dispatch.neededBy')} <Moment at={request.neededBy} zone={zone} />
        </span>
        <span className={classes['spring']} />
        {request.decisionDueAt !== null && undecided.has(request.state) && (
          <span>
            {t('dispatch.request.decisionDue')} <Countdown dueAt={request.decisionDueAt} />
          </span>
        )}
      </header>
      <p className={classes['why']}>{request.justification}</p>
      <RequestLines request={request} />
      {request.offers.length > 0 && (
        <>
          <h3 className={classes['section']}>{t('dispatch.request.offers')}</h3>
          {request.offers.map((offer) => (
            <OfferRow key={offer.id} offer={offer} />
          ))}
        </>
      )}
      {request.deployments.length + request.shipments.length > 0 && (
        <>
          <h3 className={classes['section']}>
            {t('dispatch.request.people')} · {t('dispatch.request.goods')}
          </h3>
          <ul className={movementClasses['movements']}>
            {request.deployments.map((deployment) => (
              <DeploymentRow key={deployment.id} deployment={deployment} />
            ))}
            {request.shipments.map((shipment) => (
              <ShipmentRow key={shipment.id} shipment={shipment} onReceive={receiving.receive} />
            ))}
          </ul>
        </>
      )}
      <RequestActs request={request} />
      {receiving.dialogue}
    </article>
  );
}
