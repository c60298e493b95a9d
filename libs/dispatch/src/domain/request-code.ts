import { drawnLetters } from '@bongsu/kernel';

/** `TUR-2023-0007-S1`: the incident's first request. */
export function requestCode(incidentCode: string, number: number): string {
  return `${incidentCode}-S${String(number)}`;
}

/**
 * `SLD-S-7K3M9Q2F`: of a sealed incident. Drawn, see {@link drawnLetters}: it says neither which incident it belongs to nor how many there
 * are.
 */
export function sealedRequestCode(below: (limit: number) => number): string {
  return `SLD-S-${drawnLetters(8, below)}`;
}
