import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Mission } from '@bongsu/missions/contract';
import { airportCities, findPlaces, missionCities, placeNamed } from './known-places';

const csv = readFileSync(join(__dirname, '../../../../data/reference/airport_cities.csv'), 'utf8');
const country = (iso2: string): string => ({ TR: 'Türkiye', GB: 'United Kingdom', CA: 'Canada', PE: 'Peru' })[iso2] ?? iso2;
const mission = (cityEn: string, cityKo: string, locatedInIso2: string, lat: number, lng: number): Mission =>
  ({ cityEn, cityKo, locatedInIso2, lat, lng }) as Mission;
const missions = [mission('Ankara', '앙카라', 'TR', 39.93, 32.86), mission('Lima', '리마', 'PE', -12.09, -77.05)];
const places = (language: 'en' | 'ko') => [...missionCities(missions, language, country), ...airportCities(csv)(country)];

describe('the place of a report, by its name', () => {
  it('reads every line of the file', () => {
    expect(airportCities(csv)(country)).toHaveLength(csv.trim().split('\n').length - 1);
    for (const { lat, lng } of airportCities(csv)(country)) expect(Math.abs(lat) <= 90 && Math.abs(lng) <= 180).toBe(true);
  });

  it.each([
    ['Antakya', 'Antakya, Türkiye'],
    ['gaziant', 'Gaziantep, Türkiye'],
    ['kahramanmaras', 'Kahramanmaraş, Türkiye'],
    ['HTY', 'Antakya, Türkiye'],
    ['cusco', 'Cusco, Peru'],
  ])('finds %s where no mission is, with or without its accents', (typed, label) =>
    expect(findPlaces(typed, places('en'), 8)[0]?.label).toBe(label),
  );

  it('finds a mission’s city in both languages, and its own point before the airport’s', () => {
    expect(findPlaces('앙카라', places('ko'), 8)[0]).toMatchObject({ label: '앙카라, Türkiye', airport: null });
    expect(findPlaces('Ankara', places('en'), 8).filter(({ label }) => label === 'Ankara, Türkiye')).toMatchObject([{ airport: null }]);
  });

  it('finds nothing rather than anything', () => {
    expect(findPlaces('Nowhere-upon-Water', places('en'), 8)).toEqual([]);
    expect(findPlaces('안타키야', places('ko'), 8)).toEqual([]);
    expect(findPlaces('a', places('en'), 8)).toEqual([]);
  });

  it('takes a bare name for a point only where one city has it', () => {
    expect(placeNamed('antakya', places('en'))).toMatchObject({ airport: 'HTY', locatedInIso2: 'TR' });
    expect(placeNamed('London', places('en'))).toBeUndefined();
    expect(placeNamed('London, United Kingdom', places('en'))).toMatchObject({ locatedInIso2: 'GB' });
    expect(placeNamed('near the harbour of Lima', places('en'))).toBeUndefined();
  });
});
