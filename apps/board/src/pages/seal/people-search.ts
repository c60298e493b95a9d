import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SealCandidate } from '@bongsu/access/contract';
import { type MissionDirectory, useDirectory } from '../../data/missions';
import { useSealCandidates } from '../../data/seals';
import { whoWords } from '../../parts/who-words';

const TYPED_MS = 250;
/** One letter is part of half the world's cities. */
const CITY_LETTERS = 2;
const MISSIONS_AT_MOST = 20;

export interface PeopleSearch {
  /** Whoever was found, and whoever was chosen before and is not among them any more. */
  readonly choices: { value: string; label: string }[];
  readonly error: unknown;
  nameOf(accountId: string): string;
  search(words: string): void;
}

/** People who may be named, as one types a name, a city or an address; the server searches, for there may be thousands. */
export function usePeopleSearch(incidentId: string, chosen: readonly string[]): PeopleSearch {
  const { t } = useTranslation();
  const directory = useDirectory();
  const [words, search] = useState('');
  const [met, meet] = useState<ReadonlyMap<string, SealCandidate>>(new Map());
  const labelOf = (person: SealCandidate): string => [whoWords(person, t), whereOf(person, directory)].filter(Boolean).join(' · ');
  // Once somebody is chosen the field holds her name and role: that is no search.
  const asked = [...met.values()].some((person) => labelOf(person) === words) ? '' : words;
  const [settled] = useDebouncedValue(asked.trim(), TYPED_MS);
  const { data, error } = useSealCandidates(incidentId, settled, missionsCalled(settled, directory));
  const found = data?.items ?? [];
  if (found.some(({ accountId }) => !met.has(accountId))) meet(new Map([...met, ...found.map((one) => [one.accountId, one] as const)]));
  const kept = chosen.flatMap((id) => (found.some(({ accountId }) => accountId === id) ? [] : (met.get(id) ?? [])));
  return {
    choices: [...found, ...kept].map((person) => ({ value: person.accountId, label: labelOf(person) })),
    error,
    nameOf: (accountId) => met.get(accountId)?.displayName ?? '',
    search,
  };
}

/** In either language, as it is spelt from its beginning. */
function missionsCalled(words: string, { all }: MissionDirectory): string[] {
  const wanted = words.toLowerCase();
  if (wanted.length < CITY_LETTERS) return [];
  return all
    .filter(({ cityKo, cityEn }) => [cityKo, cityEn].some((city) => city.toLowerCase().startsWith(wanted)))
    .slice(0, MISSIONS_AT_MOST)
    .map(({ id }) => id);
}

/** Two of one name and role are told apart by where they serve. */
function whereOf({ missions }: SealCandidate, { nameOf }: MissionDirectory): string {
  return missions === '*' ? '' : missions.slice(0, 2).map(nameOf).join(', ');
}
