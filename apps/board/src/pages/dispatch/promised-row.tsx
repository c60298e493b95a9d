import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { DeskOffer } from '@bongsu/situation/contract';
import { useDirectory } from '../../data/missions';
import { StateBadge } from '../../parts/badges';
import { useLineWords } from '../../parts/line-words';
import { SealSign } from '../../parts/seal-badge';
import movementClasses from '../movements/movements.module.css';

export function PromisedRow({ entry: { offer, request, incident, lines } }: { entry: DeskOffer }) {
  const { t } = useTranslation();
  const directory = useDirectory();
  const lineWords = useLineWords();
  const words = offer.accepted.map(({ lineNo, count }) => {
    const line = lines.find((candidate) => candidate.lineNo === lineNo)?.line;
    return `${String(count)} × ${line ? lineWords(line) : `#${String(lineNo)}`}`;
  });
  return (
    <li className={movementClasses['movement']}>
      <span className={movementClasses['what']}>
        <strong>{words.join(', ')}</strong>
        <SealSign incidentId={offer.incidentId} short />
      </span>
      <span className={movementClasses['way']}>
        {t('dispatch.requestOf', { code: request?.code ?? '–', mission: directory.nameOf(offer.requestingMissionId) })}
        {incident !== null && <Link to={`/incidents/${incident.id}`}>{incident.code}</Link>}
      </span>
      <StateBadge tone="good">{t(`dispatchVocabulary.offerState.${offer.state}`)}</StateBadge>
    </li>
  );
}
