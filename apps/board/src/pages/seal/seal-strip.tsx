import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { type IncidentDetail, unsealIncident } from '@bongsu/incidents/contract';
import { useProposals } from '../../data/decisions';
import { useSeal } from '../../data/seals';
import { Moment } from '../../parts/moment';
import { SealBadge } from '../../parts/seal-badge';
import { whoWords } from '../../parts/who-words';
import classes from './seal.module.css';

/** Across the page of a sealed incident: that it is, why, how few see it, and who. */
export function SealStrip({ incident, onList }: { incident: IncidentDetail; onList: () => void }) {
  const { t } = useTranslation();
  const seal = useSeal(incident.id, incident.seal !== null).data;
  if (incident.seal === null) return null;
  return (
    <div className={classes['strip']} role="note" aria-label={t('seal.badge')}>
      <SealBadge ground={incident.seal.ground} />
      <strong>{seal === undefined ? t('seal.onlyList') : t('seal.only', { count: peopleOn(seal.list) })}</strong>
      <Anchor component="button" type="button" size="sm" onClick={onList}>
        {t('seal.act.list')}
      </Anchor>
      {seal !== undefined && (
        <span>
          {t('seal.sealedBy', { who: seal.sealedBy === null ? '–' : whoWords(seal.sealedBy, t) })}{' '}
          <Moment at={seal.sealedAt} zone={incident.zone} />
        </span>
      )}
      <UnsealingProposed incidentId={incident.id} />
    </div>
  );
}

/** A person may be on the list twice: named, and by emergency access before. */
const peopleOn = (list: readonly { accountId: string }[]): number => new Set(list.map(({ accountId }) => accountId)).size;

function UnsealingProposed({ incidentId }: { incidentId: string }) {
  const { t } = useTranslation();
  const [waiting, mine] = [useProposals('waiting').data, useProposals('mine').data];
  const proposed = [...(waiting ?? []), ...(mine ?? [])].some(
    (proposal) => proposal.state === 'open' && proposal.kind === unsealIncident.kind && proposal.incidentId === incidentId,
  );
  return proposed ? <Link to="/decisions">{t('seal.waits')}</Link> : null;
}
