import { distanceKm, type GeoPoint } from '@bongsu/kernel';
import type { MissionAirport } from '../contract';

/** An airport with scheduled service (data/reference/airports.csv). */
export interface Airport extends GeoPoint {
  readonly iata: string;
  readonly size: 'large' | 'medium';
}

const LARGE_WITHIN_KM = 80;

/**
 * The airport for help on its way: the nearest large one within 80 km, because wide-bodied and military aircraft, customs and night hours
 * count for more than half an hour of road; else the nearest of any size. `gateway` overrules where a city's long-haul airport is known.
 * Null only when there are no airports.
 */
export function airportFor(seat: GeoPoint, airports: readonly Airport[], gateway: string | null): MissionAirport | null {
  const known = airports.find(({ iata }) => iata === gateway);
  if (known) return withDistance(known, seat);
  const large = nearest(seat, airports, ({ size }) => size === 'large');
  if (large && large.km <= LARGE_WITHIN_KM) return large;
  return nearest(seat, airports, () => true);
}

function nearest(seat: GeoPoint, airports: readonly Airport[], suits: (airport: Airport) => boolean): MissionAirport | null {
  let found: Airport | null = null;
  let foundKm = Infinity;
  for (const airport of airports) {
    if (!suits(airport)) continue;
    const km = distanceKm(seat, airport);
    if (km >= foundKm) continue;
    found = airport;
    foundKm = km;
  }
  return found && withDistance(found, seat);
}

function withDistance({ iata, size, lat, lng }: Airport, seat: GeoPoint): MissionAirport {
  return { iata, size, km: Math.round(distanceKm(seat, { lat, lng })) };
}
