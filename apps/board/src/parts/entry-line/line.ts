import type { TFunction } from 'i18next';
import type { Entry, EntryDefinition, Instant } from '@bongsu/kernel';
import type { LiveEntry } from '@bongsu/platform/contract';
import type { BoardState } from '@bongsu/situation/contract';

/** One entry as a line of the ticker or the timeline: who did what where, and what follows from it. */
export interface Line {
  readonly what: string;
  readonly facts: readonly string[];
}

/** What a line is made from; the ticker keeps no more of an entry. */
export type ToldEntry = Pick<LiveEntry, 'kind'> & { readonly body?: unknown };

/** The names behind the ids, in the operator's language, as far as this board knows them. */
export interface Wording {
  readonly t: TFunction;
  /** City of the mission; a dash for none. */
  missionName(id: string | null): string;
  itemName(itemCode: string): string;
  /** Of somebody whose name was read over HTTP; null of everybody else. */
  personName(accountId: string): string | null;
  /** A time in the zone that is shown. */
  time(at: Instant): string;
  readonly board: Pick<BoardState, 'incidents' | 'reports' | 'requests' | 'shipments'>;
}

export type SayKind = readonly [kind: string, say: (entry: ToldEntry) => Line | null];

/** Binds words to a kind; an entry whose body this board cannot read says its kind alone rather than something wrong. */
export function say<Kind extends string, Body>(definition: EntryDefinition<Kind, Body>, words: (body: Body) => Line): SayKind {
  return [
    definition.kind,
    (entry) => {
      const candidate = entry as Entry;
      if (!definition.is(candidate) || typeof candidate.body !== 'object' || candidate.body === null) return null;
      try {
        return words(candidate.body);
      } catch {
        return null;
      }
    },
  ];
}

/** A line, without the facts that there are none of. */
export const line = (what: string, ...facts: (string | null | undefined | false)[]): Line => ({
  what,
  facts: facts.filter((fact): fact is string => typeof fact === 'string' && fact !== ''),
});
