import { useEffect, useState } from 'react';
import type { AccountView } from '@bongsu/access/contract';
import type { TextIncident } from '@bongsu/situation/contract';
import { send } from '../api/client';
import { ApiError } from '../api/problem';
import { type Language, firstLanguage, keepLanguage } from '../i18n/language';
import { type OutboxItem, contentOf } from '../outbox/errand';
import { outboxDesk } from '../outbox/outbox-desk';
import { OutboxList } from '../outbox/outbox-list';
import { KST } from '../time/format';
import { IncidentLines } from './incident-lines';
import { OfflineDesk } from './offline-desk';
import { TextReportForm } from './report-form';
import { TextHead } from './text-head';
import { TextSignIn } from './text-sign-in';
import { useKeys } from './use-keys';
import { useTextBoard } from './use-text-board';
import { useNow } from '../time/ticking';
import { WaitingReports } from './waiting-reports';
import { wordsOf } from './words';

/** The board in words: for a thin line, a screen reader, a terminal of another century. No map, no font, no picture. */
export function TextApp() {
  const [language, setLanguage] = useState<Language>(firstLanguage);
  const [editing, setEditing] = useState<OutboxItem | null>(null);
  const { who, read, busy, readAnew, readWhatWasDone, signedIn, left } = useTextBoard();
  const now = useNow();
  const { text, outbox } = wordsOf(language);
  const speak = (): void => {
    const other = language === 'ko' ? 'en' : 'ko';
    keepLanguage(other);
    setLanguage(other);
  };
  useEffect(() => {
    document.title = `${text.title} · 봉수 Bongsu`;
  }, [text]);
  useKeys({ n: 'words-file', i: 'words-incidents', w: 'words-reports', o: 'words-outbox', r: () => void readAnew(), l: speak });

  if (who.is === 'unreachable') return <OfflineDesk language={language} onRetry={() => void readAnew()} />;
  const user = who.is === 'here' ? who.user : null;
  const acknowledge = async ({ id, code }: TextIncident): Promise<void> => {
    const errand = { kind: 'acknowledge', incidentId: id, code } as const;
    const content = contentOf(errand);
    try {
      await send('POST', `/incidents/${id}/acknowledge`, { body: {}, idempotencyKey: content.keys[0] });
    } catch (cause) {
      if (cause instanceof ApiError && cause.unreachable) await outboxDesk.keep(errand, content, true);
    }
    await readWhatWasDone();
  };
  return (
    <div className="words">
      <a href="#content" className="words-skip">
        {text.skip}
      </a>
      <TextHead {...{ language, read, now, busy, user, speak, readAnew, left }} />
      <main id="content" tabIndex={-1}>
        {who.is === 'nobody' && <TextSignIn language={language} onSignedIn={signedIn} />}
        {read.board !== null && who.is !== 'nobody' && (
          <>
            <h1 id="words-incidents" tabIndex={-1}>
              {text.incidents}
            </h1>
            <IncidentLines
              {...{ board: read.board, language, now }}
              acknowledge={(incident) => (mayAcknowledge(user, incident) ? () => void acknowledge(incident) : null)}
            />
            <h2 id="words-reports" tabIndex={-1}>
              {text.waitingReports}
            </h2>
            <WaitingReports {...{ board: read.board, language, now }} />
          </>
        )}
        {user !== null && (
          <>
            <h2 id="words-file" tabIndex={-1}>
              {text.file}
            </h2>
            <TextReportForm
              key={editing?.id ?? 'new'}
              language={language}
              editing={editing}
              onEdited={() => setEditing(null)}
              onFiled={() => void readWhatWasDone()}
            />
            <h2 id="words-outbox" tabIndex={-1}>
              {outbox.title}
            </h2>
            <OutboxList language={language} zone={KST} onEdit={setEditing} />
          </>
        )}
      </main>
      <footer className="words-quiet">{text.keys}</footer>
    </div>
  );
}

function mayAcknowledge(user: AccountView | null, { missionId }: TextIncident): boolean {
  return (
    user !== null &&
    user.permissions.includes('incidents.acknowledge') &&
    user.grants.some(({ missions }) => missions === '*' || (missionId !== null && missions.includes(missionId)))
  );
}
