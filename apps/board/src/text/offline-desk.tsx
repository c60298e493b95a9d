import type { Language } from '../i18n/language';
import { OutboxList } from '../outbox/outbox-list';
import { KST } from '../time/format';
import { TextReportForm } from './report-form';
import './words.css';
import { wordsOf } from './words';

/** Nobody can be asked who this is: filing goes on all the same, into the box of whoever was signed in here last. */
export function OfflineDesk({ language, onRetry }: { language: Language; onRetry: () => void }) {
  const { text, outbox } = wordsOf(language);
  return (
    <div className="words">
      <main id="content" tabIndex={-1}>
        <h1>{outbox.desk.title}</h1>
        <p role="alert" className="words-banner">
          {outbox.desk.text}
        </p>
        <button type="button" onClick={onRetry}>
          {outbox.desk.again}
        </button>
        <section aria-labelledby="words-file">
          <h2 id="words-file">{text.file}</h2>
          <TextReportForm language={language} />
        </section>
        <section aria-labelledby="words-outbox">
          <h2 id="words-outbox">{outbox.title}</h2>
          <OutboxList language={language} zone={KST} />
        </section>
      </main>
    </div>
  );
}
