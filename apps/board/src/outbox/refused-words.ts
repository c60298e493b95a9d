import { useEffect, useMemo, useState } from 'react';
import type { Language } from '../i18n/language';
import type { Refused, SaidRefusal } from '../parts/say-refusal';
import type { Outcome } from './errand';

/** As the server said it, for as long as there are no other words. */
const asServerSaid = ({ detail, remedy, errors = [] }: Refused): SaidRefusal => ({
  title: detail,
  remedy: [remedy, ...errors.map(({ field, message }) => `${field}: ${message}`)].filter(Boolean).join(' '),
  english: null,
});

/**
 * A refusal in the reader's language. The words are fetched when there is one to say: on a thin line nobody waits for sentences that are seldom
 * needed. Where they cannot be had, the server's own stand.
 */
export async function refusedWords(refused: Refused, language: Language): Promise<SaidRefusal> {
  const server = asServerSaid(refused);
  if (language === 'en') return server;
  try {
    return (await import('../parts/say-refusal')).sayRefusal(refused, language);
  } catch {
    return { title: '', remedy: '', english: `${server.title} ${server.remedy}` };
  }
}

/** As `refusedWords`, of an errand that was refused; null for every other outcome, and while the words are on their way. */
export function useRefusedWords(outcome: Outcome | undefined, language: Language): SaidRefusal | null {
  const refused = useMemo(() => (outcome?.is === 'refused' ? refusedOf(outcome) : null), [outcome]);
  const [said, setSaid] = useState<SaidRefusal | null>(null);
  useEffect(() => {
    if (refused === null || language === 'en') return;
    let gone = false;
    void refusedWords(refused, language).then((words) => gone || setSaid(words));
    return () => {
      gone = true;
    };
  }, [refused, language]);
  if (refused === null) return null;
  return language === 'en' ? asServerSaid(refused) : said;
}

/** What was kept before the code was kept with it is said as any refusal, with the server's text. */
const refusedOf = ({ code = '', status = 0, detail, remedy, fields, facts }: Extract<Outcome, { is: 'refused' }>): Refused => ({
  code,
  status,
  detail,
  remedy,
  facts,
  errors: [...fields],
});
