import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SealCandidate } from '@bongsu/access/contract';
import { useSealCandidates } from '../../data/seals';
import { whoWords } from '../../parts/who-words';

const TYPED_MS = 250;

export interface PeopleSearch {
  /** Whoever was found, and whoever was chosen before and is not among them any more. */
  readonly choices: { value: string; label: string }[];
  readonly error: unknown;
  nameOf(accountId: string): string;
  search(words: string): void;
}

/** People who may be named, as one types; the server searches, for there may be thousands. */
export function usePeopleSearch(incidentId: string, chosen: readonly string[]): PeopleSearch {
  const { t } = useTranslation();
  const [words, search] = useState('');
  const [met, meet] = useState<ReadonlyMap<string, SealCandidate>>(new Map());
  // Once somebody is chosen the field holds her name and role: that is no search.
  const asked = [...met.values()].some((person) => whoWords(person, t) === words) ? '' : words;
  const [settled] = useDebouncedValue(asked, TYPED_MS);
  const { data, error } = useSealCandidates(incidentId, settled);
  const found = data?.items ?? [];
  if (found.some(({ accountId }) => !met.has(accountId))) meet(new Map([...met, ...found.map((one) => [one.accountId, one] as const)]));
  const kept = chosen.flatMap((id) => (found.some(({ accountId }) => accountId === id) ? [] : (met.get(id) ?? [])));
  return {
    choices: [...found, ...kept].map((person) => ({ value: person.accountId, label: whoWords(person, t) })),
    error,
    nameOf: (accountId) => met.get(accountId)?.displayName ?? '',
    search,
  };
}
