import { useQuery } from '@tanstack/react-query';
import { useDebouncedValue } from '@mantine/hooks';
import type { GeoPoint } from '@bongsu/kernel';
import type { CompetentMission } from '@bongsu/missions/contract';
import { get } from '../api/client';
import { useCountries } from './missions';

export interface Competence {
  /** Null while nothing was said about the place. */
  answer: Pick<CompetentMission, 'missionId' | 'estimate' | 'caveatCodes' | 'relocated' | 'candidates' | 'countryIso2'> | null;
  looking: boolean;
  error: unknown;
}

/** Which mission is competent for what has been said so far: by the point when there is one, else by the country. */
export function useCompetence(point: GeoPoint | null, countryIso2: string | null): Competence {
  const [settled] = useDebouncedValue(point, 250);
  const countries = useCountries();
  const byPoint = useQuery({
    queryKey: ['competent', settled],
    queryFn: ({ signal }) =>
      get<CompetentMission>('/missions/competent', { lat: settled?.lat.toFixed(5), lng: settled?.lng.toFixed(5) }, signal),
    enabled: settled !== null,
    staleTime: 300_000,
  });
  if (point !== null) return { answer: byPoint.data ?? null, looking: byPoint.isPending || settled !== point, error: byPoint.error };
  const country = countries.data?.find(({ iso2 }) => iso2 === countryIso2);
  if (country === undefined) return { answer: null, looking: false, error: null };
  return {
    answer: { missionId: country.missionId, estimate: false, caveatCodes: [], relocated: null, candidates: [], countryIso2: country.iso2 },
    looking: false,
    error: null,
  };
}
