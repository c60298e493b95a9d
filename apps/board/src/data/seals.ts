import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { SealCandidate } from '@bongsu/access/contract';
import type { SealView } from '@bongsu/incidents/contract';
import { get, send } from '../api/client';
import { keys } from './keys';

/** Under the incident's own key: whatever outdates or removes it does so to its list. */
const sealKey = (incidentId: string) => [...keys.incident(incidentId), 'seal'] as const;

/** Why an incident is sealed and who is on its list; asked for by those who are. */
export function useSeal(incidentId: string, sealed: boolean) {
  return useQuery({
    queryKey: sealKey(incidentId),
    queryFn: ({ signal }) => get<SealView>(`/incidents/${incidentId}/seal`, {}, signal),
    enabled: sealed,
    gcTime: 0,
  });
}

/** Who may be put on the list and is called like that or serves at one of the missions. Names are not kept once the dialogue is left. */
export function useSealCandidates(incidentId: string, search: string, missionIds: readonly string[]) {
  return useQuery({
    queryKey: [...sealKey(incidentId), 'candidates', search, missionIds],
    queryFn: ({ signal }) =>
      send<{ items: SealCandidate[] }>('POST', `/incidents/${incidentId}/seal/candidates`, { body: { search, missionIds }, signal }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
}
