import { type ReactNode, type SubmitEvent, useMemo, useRef, useState } from 'react';
import type { Category, FileReportInput, ReportView, Urgency } from '@bongsu/incidents/contract';
import { send } from '../api/client';
import { ApiError } from '../api/problem';
import { serverNow } from '../api/server-time';
import type { Language } from '../i18n/language';
import { type Content, type OutboxItem, contentOf } from '../outbox/errand';
import { outboxDesk } from '../outbox/outbox-desk';
import { guessCategory } from '../pages/report/guess-category';
import { countries } from './countries';
import { sayRefused } from './say-refused';
import { fill, wordsOf } from './words';

interface Draft {
  readonly summary: string;
  readonly place: string;
  readonly countryIso2: string;
  readonly urgency: Urgency;
  readonly category: Category | '';
}
const blank: Draft = { summary: '', place: '', countryIso2: '', urgency: 'U2', category: '' };

interface FormProps {
  readonly language: Language;
  /** What was refused and is to be put right. */
  readonly editing?: OutboxItem | null;
  readonly onEdited?: () => void;
  readonly onFiled?: () => void;
}

/** What, where, how urgent: all that a report needs, in plain fields. What cannot be sent is kept and sent later; what is refused stays in the fields. */
export function TextReportForm({ language, editing, onEdited, onFiled }: FormProps) {
  const { text, urgency, category } = wordsOf(language);
  const [draft, setDraft] = useState<Draft>(() => draftOf(editing) ?? blank);
  const [said, setSaid] = useState<{ readonly words: ReactNode; readonly bad: boolean } | null>(null);
  const [busy, setBusy] = useState(false);
  const offered = useMemo(() => countries(language), [language]);
  // The same words sent again are the same report, with the key and to the millisecond.
  const sent = useRef<{ draft: Draft; content: Content; report: FileReportInput } | null>(null);
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));

  const submit = async (): Promise<void> => {
    if (sent.current?.draft !== draft) {
      const report = reportOf(draft);
      sent.current = { draft, report, content: contentOf({ kind: 'report', report }) };
    }
    const { content, report } = sent.current;
    const settled = (words: string): void => {
      setSaid({ words, bad: false });
      setDraft(blank);
      sent.current = null;
      if (editing != null) void outboxDesk.remove(editing.id);
      onEdited?.();
    };
    try {
      const filed = await send<ReportView>('POST', '/reports', { body: report, idempotencyKey: content.keys[1] });
      settled(fill(text.filed, { code: filed.code }));
      onFiled?.();
    } catch (cause) {
      const unreachable = cause instanceof ApiError && (cause.unreachable || cause.unauthenticated);
      if (unreachable && (await outboxDesk.keep({ kind: 'report', report }, content, true))) settled(text.keptHere);
      else if (unreachable) setSaid({ words: text.notKept, bad: true });
      else setSaid({ words: await refusal(cause, language), bad: true });
    }
  };
  return (
    <form
      onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
        event.preventDefault();
        if (busy) return;
        setBusy(true);
        void submit().finally(() => setBusy(false));
      }}
    >
      <label>
        {text.what}
        <textarea
          required
          maxLength={500}
          rows={3}
          value={draft.summary}
          onChange={(event) => change({ summary: event.currentTarget.value })}
        />
      </label>
      <label>
        {text.where}
        <input maxLength={300} value={draft.place} onChange={(event) => change({ place: event.currentTarget.value })} />
      </label>
      <label>
        {text.country}
        <select value={draft.countryIso2} onChange={(event) => change({ countryIso2: event.currentTarget.value })}>
          <option value="">{text.countryUnknown}</option>
          {offered.map(({ iso2, name }) => (
            <option key={iso2} value={iso2}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        {text.urgency}
        <select value={draft.urgency} onChange={(event) => change({ urgency: event.currentTarget.value as Urgency })}>
          {(Object.keys(urgency) as Urgency[]).map((one) => (
            <option key={one} value={one}>
              {one} · {urgency[one]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {text.kind}
        <select
          value={draft.category === '' ? (guessCategory(draft.summary) ?? 'other') : draft.category}
          onChange={(event) => change({ category: event.currentTarget.value as Category })}
        >
          {(Object.keys(category) as Category[]).map((one) => (
            <option key={one} value={one}>
              {category[one]}
            </option>
          ))}
        </select>
      </label>
      <p className="words-quiet">{text.sealHint}</p>
      <button type="submit" className="words-main" disabled={busy}>
        {text.submit}
      </button>
      <p role="status" className={said?.bad === true ? 'words-bad' : 'words-good'}>
        {said?.words}
      </p>
    </form>
  );
}

function reportOf({ summary, place, countryIso2, urgency, category }: Draft): FileReportInput {
  const now = serverNow();
  const words = place.trim();
  return {
    summary: summary.trim(),
    category: category === '' ? (guessCategory(summary) ?? 'other') : category,
    urgency,
    evidenceGrade: 'C',
    channel: 'phone',
    place: { text: words === '' ? null : words, lat: null, lng: null, precision: countryIso2 === '' ? 'unknown' : 'country' },
    countryIso2: countryIso2 === '' ? null : countryIso2,
    occurredAt: now,
    reportedAt: now,
  };
}

function draftOf(item: OutboxItem | null | undefined): Draft | null {
  const errand = item?.content?.errand;
  if (errand?.kind !== 'report') return null;
  const { summary, place, countryIso2, urgency, category } = errand.report;
  return { summary, place: place?.text ?? '', countryIso2: countryIso2 ?? '', urgency, category };
}

async function refusal(cause: unknown, language: Language): Promise<ReactNode> {
  return cause instanceof ApiError && cause.problem !== null ? sayRefused(cause.problem, language) : wordsOf(language).text.failed;
}
