import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import airportCitiesUrl from '../../../../data/reference/airport_cities.csv?url';
import { currentLanguage } from '../i18n';
import { countryName } from '../map/country-codes';
import { type Place, airportCities, missionCities } from './known-places';
import { useCountries, useDirectory } from './missions';

/** The cities that can be found by name: where missions are, and where airports are. Reference data, read when a report is begun. */
export function usePlaces(): readonly Place[] {
  const language = currentLanguage();
  const { all } = useDirectory();
  const countries = useCountries();
  const { data } = useQuery({
    queryKey: ['airport-cities'],
    queryFn: async ({ signal }) => airportCities(await (await fetch(airportCitiesUrl, { signal })).text()),
    staleTime: Infinity,
  });
  return useMemo(() => {
    const named = new Map((countries.data ?? []).map((country) => [country.iso2, language === 'ko' ? country.nameKo : country.nameEn]));
    const country = (iso2: string): string => named.get(iso2) ?? countryName(iso2, language);
    return [...missionCities(all, language, country), ...(data?.(country) ?? [])];
  }, [all, data, countries.data, language]);
}
