import type { Language } from '../i18n/language';
import { type PlainWords, fill, wordsOf } from '../text/words';
import { formatMoment } from '../time/format';
import { serverNow } from '../api/server-time';
import type { OutboxItem } from './errand';
import { outboxDesk, useOutbox } from './outbox-desk';
import { useRefusedWords } from './refused-words';
import './outbox.css';

/** What waits and what became of it, one line each. Plain elements: the text board shows it too. */
export function OutboxList({ language, zone, onEdit }: { language: Language; zone: string; onEdit?: (item: OutboxItem) => void }) {
  const { items, isOpen } = useOutbox();
  const words = wordsOf(language);
  if (items.length === 0) return <p className="outbox-quiet">{words.outbox.none}</p>;
  const waiting = items.filter(({ state }) => state === 'waiting').length;
  return (
    <div className="outbox">
      <p className="outbox-quiet">
        {words.outbox.intro} {!isOpen && words.outbox.locked}
      </p>
      <ol>
        {items.map((item) => (
          <Line
            key={item.id}
            item={item}
            language={language}
            when={formatMoment(item.queuedAt, language, zone, serverNow())}
            onEdit={onEdit}
          />
        ))}
      </ol>
      {isOpen && waiting > 0 && (
        <button type="button" onClick={outboxDesk.sendNow}>
          {words.outbox.send}
        </button>
      )}
    </div>
  );
}

function Line({
  item,
  language,
  when,
  onEdit,
}: {
  item: OutboxItem;
  language: Language;
  when: string;
  onEdit?: ((item: OutboxItem) => void) | undefined;
}) {
  const { content, state } = item;
  const words = wordsOf(language);
  const said = useRefusedWords(content?.outcome, language);
  const isLost = state !== 'ended' || content?.outcome?.is === 'refused';
  const refused = content?.outcome?.is === 'refused' && content.errand !== null && content.errand.kind !== 'acknowledge';
  const discard = (): void => {
    if (!isLost || window.confirm(words.outbox.discardSure)) void outboxDesk.remove(item.id);
  };
  return (
    <li data-state={content?.outcome?.is ?? state}>
      <p>
        <strong>{titleOf(item, words)}</strong> <span className="outbox-quiet">{fill(words.outbox.since, { time: when })}</span>
      </p>
      <p role="status">
        {said === null ? standing(item, words) : `${fill(words.outbox.refused, { detail: said.title })} ${said.remedy}`}{' '}
        {said !== null && said.english !== null && <span lang="en">{said.english}</span>}
      </p>
      <p className="outbox-acts">
        {refused && onEdit !== undefined && (
          <button type="button" onClick={() => onEdit(item)}>
            {words.outbox.edit}
          </button>
        )}
        {state === 'unsure' && content !== null && (
          <button type="button" onClick={() => void outboxDesk.sendAnyway(item.id)}>
            {words.outbox.sendAnyway}
          </button>
        )}
        <button type="button" onClick={discard}>
          {isLost ? words.outbox.discard : words.outbox.clear}
        </button>
      </p>
    </li>
  );
}

function titleOf({ kind, content }: OutboxItem, { outbox }: PlainWords): string {
  const errand = content?.errand;
  if (errand?.kind === 'report') return `${outbox.report}: ${errand.report.summary}`;
  if (errand?.kind === 'sealed-report') return `${outbox.sealedReport}: ${errand.report.summary}`;
  const code =
    errand?.kind === 'acknowledge'
      ? errand.code
      : content?.outcome !== undefined && content.outcome.is !== 'refused'
        ? content.outcome.code
        : '';
  return kind === 'acknowledge' ? fill(outbox.acknowledge, { code }) : outbox.report;
}

/** Where it stands; the same answer always says the same. */
function standing({ kind, state, content }: OutboxItem, { outbox }: PlainWords): string {
  const outcome = content?.outcome;
  if (state === 'unsure') return outbox.unsure;
  if (outcome === undefined) return outbox.waiting;
  if (outcome.is === 'refused') return fill(outbox.refused, { detail: '…' });
  return fill(outbox[outcome.is][kind], { code: outcome.code });
}
