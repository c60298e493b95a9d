import { useTranslation } from 'react-i18next';
import { type Urgency, urgencies } from '@bongsu/incidents/contract';
import classes from './report.module.css';

/** How urgent: four large keys, each with its meaning, for a thumb in the dark as well as for a keyboard. */
export function UrgencyChoice({ value, onChange }: { value: Urgency; onChange: (urgency: Urgency) => void }) {
  const { t } = useTranslation();
  return (
    <fieldset className={classes['choice']}>
      <legend>{t('report.urgency')}</legend>
      <div className={classes['keys']}>
        {urgencies.map((urgency) => (
          <label key={urgency} className={classes['key']} data-chosen={urgency === value}>
            <input
              type="radio"
              name="urgency"
              value={urgency}
              checked={urgency === value}
              onChange={() => onChange(urgency)}
              aria-describedby={`urgency-means-${urgency}`}
            />
            <span>
              <strong>
                {urgency} {t(`vocabulary.urgency.${urgency}`)}
              </strong>
              <small id={`urgency-means-${urgency}`}>{t(`report.urgencyMeans.${urgency}`)}</small>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
