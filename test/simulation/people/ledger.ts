import type { Refusal } from '@bongsu/kernel';

/** Something that somebody asked of the house, and what she was answered in the end. */
export interface Asked {
  readonly key: string;
  readonly kind: string;
  /** The thing to act on, when there is one, and the version that she had read. */
  readonly subjectId: string | null;
  readonly ifVersion: number | undefined;
  outcome: 'open' | 'acknowledged' | 'refused' | 'given-up';
  refusal?: Refusal;
  value?: unknown;
}

/** What the people of a story know: the other side of every acknowledgement. */
export class Ledger {
  readonly asked: Asked[] = [];

  begin(kind: string, subjectId: string | null, ifVersion: number | undefined): Asked {
    const asked: Asked = { key: `key-${this.asked.length + 1}`, kind, subjectId, ifVersion, outcome: 'open' };
    this.asked.push(asked);
    return asked;
  }

  get isSettled(): boolean {
    return this.asked.every(({ outcome }) => outcome !== 'open');
  }
}
