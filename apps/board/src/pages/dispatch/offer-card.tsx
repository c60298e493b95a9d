import { Button, Group, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { declineReasons } from '@bongsu/dispatch/contract';
import type { DeskOffer } from '@bongsu/situation/contract';
import { useDeed } from '../../data/deed';
import { useSupportRequest } from '../../data/dispatch';
import { keys } from '../../data/keys';
import { useDirectory } from '../../data/missions';
import { paths } from '../../data/paths';
import { LevelBadge, StateBadge, UrgencyBadge } from '../../parts/badges';
import { Countdown } from '../../parts/countdown';
import { useLineWords } from '../../parts/line-words';
import { Moment } from '../../parts/moment';
import { SealBadge } from '../../parts/seal-badge';
import { PlanReason } from '../requests/plan-reason';
import classes from './dispatch.module.css';

/** One question to the hub, with what is needed to answer it: how long, for whom, what, and why this hub was chosen. */
export function OfferCard({
  entry,
  version,
  mayAnswer,
  onAcceptPart,
}: {
  entry: DeskOffer;
  version: number | undefined;
  mayAnswer: boolean;
  onAcceptPart: (entry: DeskOffer, version: number) => void;
}) {
  const { t } = useTranslation();
  const directory = useDirectory();
  const lineWords = useLineWords();
  const { offer, request, incident, lines } = entry;
  const deed = useDeed([keys.offers(offer.hubId), keys.deployments, keys.shipments, keys.request(offer.requestId), keys.lanes]);
  // The reasons are free text and so not in the live state; whoever may not read the request answers without them.
  const justification = useSupportRequest(offer.requestId).data?.justification;
  const answerable = mayAnswer && offer.state === 'sent' && version !== undefined;
  const answer = (verb: string, body?: unknown): void =>
    deed.do({ path: paths.offer(offer.id, verb), body, ...(version === undefined ? {} : { version }) });

  return (
    <li className={classes['offer']} aria-label={request?.code ?? offer.id}>
      <div className={classes['offerHead']}>
        {incident !== null && (
          <>
            <UrgencyBadge urgency={incident.urgency} short />
            <Link to={`/incidents/${incident.id}`} className={`${classes['code'] ?? ''} figures`}>
              {incident.code}
            </Link>
            {incident.seal !== null && <SealBadge ground={incident.seal} />}
            <LevelBadge level={incident.alertLevel} />
          </>
        )}
        {offer.tier !== 'hub' && (
          <StateBadge tone="warn">{t('dispatch.tierHint', { tier: t(`dispatchVocabulary.offerTier.${offer.tier}`) })}</StateBadge>
        )}
        <span className={classes['spring']} />
        {offer.state === 'queued' ? (
          <StateBadge>{t('dispatch.queued')}</StateBadge>
        ) : (
          offer.ackDueAt !== null && <Countdown dueAt={offer.ackDueAt} large />
        )}
      </div>
      <p className={classes['from']}>
        {t('dispatch.requestOf', { code: request?.code ?? '–', mission: directory.nameOf(offer.requestingMissionId) })}
        {request !== null && (
          <>
            {' · '}
            {request.priority} {t(`dispatchVocabulary.priority.${request.priority}`)} · {t('dispatch.neededBy')}{' '}
            <Moment at={request.neededBy} zone={directory.find(request.missionId)?.timezone} />
          </>
        )}
      </p>
      {justification !== undefined && (
        <dl className={classes['need']}>
          <dt>{t('dispatch.form.justification')}</dt>
          <dd>{justification}</dd>
        </dl>
      )}
      <ul className={classes['lines']}>
        {lines.map(({ lineNo, count, line, choice }) => (
          <li key={lineNo}>
            <strong className="figures">{count} ×</strong> {line === null ? `#${String(lineNo)}` : lineWords(line)}
            {choice !== null && (
              <span className={classes['why']}>
                <PlanReason choice={choice} />
              </span>
            )}
          </li>
        ))}
      </ul>
      {mayAnswer && (
        <Group gap="xs">
          <Button
            leftSection={<IconCheck size={16} aria-hidden />}
            disabled={!answerable || deed.pending}
            loading={deed.pendingPath === paths.offer(offer.id, 'accept')}
            onClick={() => answer('accept')}
          >
            {t('dispatch.accept')}
          </Button>
          <Button
            variant="default"
            disabled={!answerable || deed.pending}
            onClick={() => version !== undefined && onAcceptPart(entry, version)}
          >
            {t('dispatch.acceptPart')}
          </Button>
          <Menu position="bottom-start">
            <Menu.Target>
              <Button
                variant="default"
                leftSection={<IconX size={16} aria-hidden />}
                rightSection={<IconChevronDown size={14} aria-hidden />}
                disabled={!answerable || deed.pending}
                loading={deed.pendingPath === paths.offer(offer.id, 'decline')}
              >
                {t('dispatch.decline')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Label>{t('dispatch.declineWhy')}</Menu.Label>
              {declineReasons.map((reason) => (
                <Menu.Item key={reason} onClick={() => answer('decline', { reason })}>
                  {t(`dispatchVocabulary.declineReason.${reason}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        </Group>
      )}
    </li>
  );
}
