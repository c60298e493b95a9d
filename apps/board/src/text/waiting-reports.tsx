import type { TextBoard } from '@bongsu/situation/contract';
import { type Instant, msBetween } from '@bongsu/kernel';
import type { Language } from '../i18n/language';
import { formatSpan } from '../time/format';
import { cityOf } from './incident-lines';
import { fill, wordsOf } from './words';

/** Reports that no incident has yet. What was said is read on the full board: it is personal, and it is long. */
export function WaitingReports({ board, language, now }: { board: TextBoard; language: Language; now: Instant }) {
  const { text, urgency, category } = wordsOf(language);
  if (board.reports.length === 0) return <p>{text.noReports}</p>;
  return (
    <>
      <ol className="words-lines">
        {board.reports.map((report) => (
          <li key={report.id}>
            <p>
              <b className="words-urgency" data-urgency={report.urgency} title={urgency[report.urgency]}>
                {report.urgency}
              </b>{' '}
              <span className="words-code">{report.code}</span> <a href={`/?full&report=${report.id}`}>{category[report.category]}</a>
            </p>
            <p className="words-quiet">
              {cityOf(board, language, report.missionId, report.countryIso2 ?? text.nobody)} ·{' '}
              {fill(text.age, { age: formatSpan(msBetween(report.enteredAt, now), language) })}
            </p>
          </li>
        ))}
      </ol>
      {board.moreReports > 0 && <p>{fill(text.more, { count: board.moreReports })}</p>}
    </>
  );
}
