import { dispatchVocabulary as enDispatch } from '../i18n/en/dispatch-vocabulary';
import { outbox as enOutbox } from '../i18n/en/outbox';
import { textBoard as enText } from '../i18n/en/text-board';
import { vocabulary as enVocabulary } from '../i18n/en/vocabulary';
import { dispatchVocabulary as koDispatch } from '../i18n/ko/dispatch-vocabulary';
import { outbox as koOutbox } from '../i18n/ko/outbox';
import { textBoard as koText } from '../i18n/ko/text-board';
import { vocabulary as koVocabulary } from '../i18n/ko/vocabulary';
import type { Language } from '../i18n/language';
import type { Words } from '../i18n/words';

/** The few words that the text board needs, without the machinery that turns the rest of the board's words over. */
export interface PlainWords {
  readonly text: Words<typeof enText>;
  readonly outbox: Words<typeof enOutbox>;
  readonly category: Words<typeof enVocabulary.category>;
  readonly urgency: Words<typeof enVocabulary.urgency>;
  readonly state: Words<typeof enVocabulary.incidentState>;
  readonly level: Words<typeof enVocabulary.alertLevel>;
  readonly clock: Words<typeof enDispatch.clock>;
}

const of = (
  text: PlainWords['text'],
  outbox: PlainWords['outbox'],
  vocabulary: Words<typeof enVocabulary>,
  dispatch: Words<typeof enDispatch>,
): PlainWords => ({
  text,
  outbox,
  category: vocabulary.category,
  urgency: vocabulary.urgency,
  state: vocabulary.incidentState,
  level: vocabulary.alertLevel,
  clock: dispatch.clock,
});

const all: Readonly<Record<Language, PlainWords>> = {
  en: of(enText, enOutbox, enVocabulary, enDispatch),
  ko: of(koText, koOutbox, koVocabulary, koDispatch),
};

export const wordsOf = (language: Language): PlainWords => all[language];

/** Puts values where a sentence names them. */
export function fill(sentence: string, values: Readonly<Record<string, string | number>>): string {
  return sentence.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => String(values[name] ?? ''));
}
