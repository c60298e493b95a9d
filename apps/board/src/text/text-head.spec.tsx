import { renderToStaticMarkup } from 'react-dom/server';
import type { AccountView } from '@bongsu/access/contract';
import { type TextBoard, emptyBoard, textBoard } from '@bongsu/situation/contract';
import type { Language } from '../i18n/language';
import { TextHead } from './text-head';

const user: AccountView = { id: 'me', email: '', displayName: '', grants: [], permissions: [], due: null };
const whole = textBoard(emptyBoard(), () => null);

function head(board: TextBoard, language: Language): string {
  const read = { board, asOf: '2026-11-23T01:00:00.000Z', etag: null, isReached: true };
  return renderToStaticMarkup(
    <TextHead
      {...{ language, read, user, busy: false, now: '2026-11-23T01:00:05.000Z' }}
      speak={() => undefined}
      readAnew={() => Promise.resolve()}
      left={() => undefined}
    />,
  );
}

describe('the head of the board in words', () => {
  it.each([
    ['en', 'What was before 2026-09-01 is in the archive'],
    ['ko', '2026-09-01 이전 기록은 보관 기록에 있으며'],
  ] as const)('says until when the past is in the archive (%s)', (language, words) => {
    expect(head({ ...whole, archivedUntil: '2026-08-31T15:00:00.000Z' }, language)).toContain(words);
    expect(head(whole, language)).not.toMatch(/archive|보관/);
  });
});
