import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Country, Mission, MissionStatus } from '@bongsu/missions/contract';
import type { Page } from '@bongsu/platform/contract';
import { get } from '../api/client';
import { currentLanguage } from '../i18n';
import { useLive } from '../live/live-context';

/** All missions of the network: reference data, read once; statuses that changed since come with the live picture. */
export function useMissions() {
  return useQuery({
    queryKey: ['missions'],
    queryFn: ({ signal }) => readAll<Mission>('/missions', signal),
    staleTime: Infinity,
    gcTime: Infinity,
  });
}

export function useCountries() {
  return useQuery({
    queryKey: ['countries'],
    queryFn: ({ signal }) => readAll<Country>('/countries', signal),
    staleTime: Infinity,
    gcTime: Infinity,
  });
}

/** Follows the pages of a list to its end; for lists that are known to be short. */
export async function readAll<Item>(path: string, signal: AbortSignal, query: Record<string, string> = {}): Promise<Item[]> {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Item> = await get<Page<Item>>(path, { ...query, limit: 200, cursor }, signal);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
}

export interface MissionDirectory {
  readonly all: readonly Mission[];
  readonly hubs: readonly Mission[];
  find(id: string | null): Mission | undefined;
  /** City and kind, short enough for a list: "Ankara", "Osaka (consulate general)". */
  nameOf(id: string | null): string;
  cityOf(id: string): string;
  statusOf(mission: Mission): MissionStatus;
}

export function useDirectory(): MissionDirectory {
  const { data } = useMissions();
  const changed = useLive((view) => view.state.missionStatuses);
  const language = currentLanguage();
  return useMemo(() => {
    const all = data ?? [];
    const byId = new Map(all.map((mission) => [mission.id, mission]));
    const cityOf = (id: string): string => {
      const mission = byId.get(id);
      return mission === undefined ? id : language === 'ko' ? mission.cityKo : mission.cityEn;
    };
    return {
      all,
      hubs: all.filter((mission) => mission.isHub),
      find: (id) => (id === null ? undefined : byId.get(id)),
      nameOf: (id) => (id === null ? '–' : cityOf(id)),
      cityOf,
      statusOf: (mission) => changed[mission.id] ?? mission.status,
    };
  }, [data, changed, language]);
}
