import { IconAlertTriangle } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanChoice, SupportRequestDetail } from '@bongsu/dispatch/contract';
import { useDirectory } from '../../data/missions';
import { useLineWords } from '../../parts/line-words';
import { type ChoiceOutcome, choiceOutcome } from './choice-outcome';
import { PlanReason } from './plan-reason';
import classes from './requests.module.css';

/** Line by line: asked, promised, arrived; under each the hubs that the plan chose with their reasons, and what is missing. */
export function RequestLines({ request }: { request: SupportRequestDetail }) {
  const { t } = useTranslation();
  const lineWords = useLineWords();
  const number = classes['number'];
  return (
    <table className={classes['table']}>
      <thead>
        <tr>
          <th scope="col">{t('dispatch.request.lines')}</th>
          <th scope="col" className={number}>
            {t('dispatch.request.asked')}
          </th>
          <th scope="col" className={number}>
            {t('dispatch.request.committed')}
          </th>
          <th scope="col" className={number}>
            {t('dispatch.request.arrived')}
          </th>
        </tr>
      </thead>
      <tbody>
        {request.lines.map(({ lineNo, line, committed, arrived }) => (
          <Fragment key={lineNo}>
            <tr>
              <td>{lineWords(line)}</td>
              <td className={`${number ?? ''} figures`}>{line.count}</td>
              <td className={`${number ?? ''} figures`}>{committed}</td>
              <td className={`${number ?? ''} figures`}>{arrived}</td>
            </tr>
            <tr className={classes['notes']}>
              <td colSpan={4}>
                {request.plan === null && <span className={classes['reason']}>{t('dispatch.request.noPlan')}</span>}
                {request.plan?.choices
                  .filter((choice) => choice.lineNo === lineNo)
                  .map((choice) => (
                    <PlanLine
                      key={`${choice.hubId}${choice.reason.code}`}
                      choice={choice}
                      outcome={choiceOutcome(choice, request.offers)}
                    />
                  ))}
                {request.plan?.shortfalls
                  .filter((shortfall) => shortfall.lineNo === lineNo)
                  .map((shortfall) => (
                    <span key={shortfall.code} className={classes['gap']}>
                      <IconAlertTriangle size={14} aria-hidden />
                      {t('dispatch.request.missing', { count: shortfall.missing })}: {t(`dispatchVocabulary.shortfall.${shortfall.code}`)}
                      {shortfall.belowMinimum && ` (${t('dispatch.request.belowMinimum')})`}
                    </span>
                  ))}
              </td>
            </tr>
          </Fragment>
        ))}
      </tbody>
    </table>
  );
}

/** What the plan hoped for from a hub; once answered, what came of it. */
function PlanLine({ choice, outcome }: { choice: PlanChoice; outcome: ChoiceOutcome | null }) {
  const { t } = useTranslation();
  const directory = useDirectory();
  const accepted = outcome?.accepted ?? null;
  const ofAsked = accepted !== null && accepted < choice.count ? ` ${t('dispatch.ofAsked', { count: choice.count })}` : '';
  return (
    <span className={classes['reason']} data-over={outcome?.over ?? false}>
      <strong>
        {directory.nameOf(choice.hubId)} × {accepted ?? choice.count}
        {ofAsked}
      </strong>{' '}
      {outcome !== null && <>· {t(`dispatchVocabulary.offerState.${outcome.state}`)} </>}· <PlanReason choice={choice} />
    </span>
  );
}
