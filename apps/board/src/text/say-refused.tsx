import type { ReactNode } from 'react';
import type { Language } from '../i18n/language';
import { refusedWords } from '../outbox/refused-words';
import type { Refused } from '../parts/say-refusal';

/** A refusal in one paragraph, in the reader's language. */
export async function sayRefused(refused: Refused, language: Language): Promise<ReactNode> {
  const { title, remedy, english } = await refusedWords(refused, language);
  return (
    <>
      {`${title} ${remedy} `}
      {english !== null && <span lang="en">{english}</span>}
    </>
  );
}
