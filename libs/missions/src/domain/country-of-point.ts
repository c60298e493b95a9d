import type { GeoPoint } from '@bongsu/kernel';
import type { BorderIndex } from './border-index';
import { specialAreaAt, type SpecialArea } from './special-areas';

/** What the border file says of one of its areas. */
export interface BorderTag {
  readonly iso2: string | null;
  readonly area: SpecialArea | null;
}

/**
 * The country of a point. `near-coast`: on no land of the file but within the territorial sea of `iso2`: a harbour, a beach, an islet
 * that the file leaves out. `at-sea`: farther out, or at a pole. A country may be null on land that is nobody's.
 */
export interface CountryOfPoint {
  readonly iso2: string | null;
  readonly position: 'inside' | 'near-coast' | 'at-sea';
  readonly area: SpecialArea | null;
}

/** Twelve nautical miles: the breadth of the territorial sea (United Nations Convention on the Law of the Sea, article 3). */
export const TERRITORIAL_SEA_KM = 12 * 1.852;

/** Pure and synchronous; a tenth of a millisecond with a full border file. */
export function countryOfPoint(borders: BorderIndex<BorderTag>, point: GeoPoint): CountryOfPoint {
  const place = borders.locate(point, TERRITORIAL_SEA_KM);
  if (place.kind === 'nowhere') return { iso2: null, position: 'at-sea', area: null };
  const area = place.tag.area ?? specialAreaAt(point, place.tag.iso2);
  return { iso2: area?.treatAs ?? place.tag.iso2, position: place.kind === 'inside' ? 'inside' : 'near-coast', area };
}
