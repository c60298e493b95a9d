import type { AccountView } from '@bongsu/access/contract';
import { type Instant, msBetween } from '@bongsu/kernel';
import { send } from '../api/client';
import type { Language } from '../i18n/language';
import { outboxDesk } from '../outbox/outbox-desk';
import { KST, formatSpan, formatTime } from '../time/format';
import { wallTimeOf } from '../time/wall-time';
import type { Read } from './text-board-feed';
import { choosePicture } from './view-choice';
import { fill, wordsOf } from './words';

interface HeadProps {
  readonly language: Language;
  readonly read: Read;
  readonly now: Instant;
  readonly busy: boolean;
  readonly user: AccountView | null;
  readonly speak: () => void;
  readonly readAnew: () => Promise<void>;
  readonly left: () => void;
}

/** From when the picture is, what it counts, and the few things one can do anywhere. */
export function TextHead({ language, read, now, busy, user, speak, readAnew, left }: HeadProps) {
  const { text } = wordsOf(language);
  const { board, asOf, isReached } = read;
  const time = asOf === null ? '' : `${formatTime(asOf, language, KST, true)} KST`;
  const leave = async (): Promise<void> => {
    await send('DELETE', '/sessions/current');
    await outboxDesk.signedOut();
    left();
  };
  return (
    <header>
      <p className="words-title">
        <b>봉수 Bongsu</b> {text.title}
      </p>
      {!isReached && asOf !== null && (
        <p role="alert" className="words-banner">
          {fill(text.unreachable, { time })}
        </p>
      )}
      {user !== null && (
        <p role="status" className="words-totals">
          {board === null
            ? text.reading
            : fill(text.totals, {
                ...board.totals,
                overdue: board.incidents.filter(({ clock }) => clock !== null && clock.dueAt < now).length,
              })}
        </p>
      )}
      {user !== null && board?.archivedUntil !== undefined && (
        <p className="words-quiet">{fill(text.archived, { until: wallTimeOf(board.archivedUntil, KST).slice(0, 10) })}</p>
      )}
      {user !== null && asOf !== null && (
        <p className="words-quiet">
          {fill(text.asOf, { time })}{' '}
          <span aria-hidden>({fill(text.age, { age: formatSpan(Math.max(0, msBetween(asOf, now)), language) })})</span>
        </p>
      )}
      <nav>
        {user !== null && (
          <>
            <a href="#words-file">{text.file}</a>
            <button type="button" onClick={() => void readAnew()} disabled={busy}>
              {busy ? text.reading : text.readAnew}
            </button>
          </>
        )}
        <button type="button" onClick={speak} lang={language === 'ko' ? 'en' : 'ko'}>
          {text.language}
        </button>
        <button type="button" onClick={() => choosePicture()}>
          {text.full}
        </button>
        {user !== null && (
          <button type="button" onClick={() => void leave().catch(() => undefined)}>
            {text.signOut}
          </button>
        )}
      </nav>
    </header>
  );
}
