/** What is the matter, and what to do about it. */
export interface RefusalWords {
  /** `{{name}}` is a fact that the server always sends with this code; without it the words are not used. */
  readonly title: string;
  readonly remedy: string;
  /** The server says more than these words can (names, numbers, which of several cases): its own text is shown under them. */
  readonly more?: true;
}

/**
 * Words for refusals by their code. The server speaks English: a code without words is said as it says it. So the table is whole in Korean alone,
 * English has a code only where the board says it shorter than the server, and this is no part of the texts that both languages share.
 */
export type RefusalTable = Readonly<Record<string, RefusalWords>>;
