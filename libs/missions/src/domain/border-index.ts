import { EARTH_RADIUS_KM, type GeoPoint } from '@bongsu/kernel';
import { type Box, boxOfRing, crossesOddly, nearestSquare, type Ring, ringOf } from './border-ring';

/** One area of a border file: what it belongs to (any value the caller needs back), and its polygons as GeoJSON rings of [lng, lat]. */
export interface BorderArea<Tag> {
  readonly tag: Tag;
  readonly polygons: readonly (readonly (readonly (readonly number[])[])[])[];
}

/** Where a point lies: in an area, off its coast or border by so many km, or near none. */
export type Place<Tag> =
  | { readonly kind: 'inside'; readonly tag: Tag }
  | { readonly kind: 'near'; readonly tag: Tag; readonly distanceKm: number }
  | { readonly kind: 'nowhere' };

const KM_PER_DEGREE = (Math.PI / 180) * EARTH_RADIUS_KM;
/** Polygons are kept by bands of latitude, so that a search passes over most of the world without looking. */
const BAND_DEG = 5;

/**
 * Finds the area of a point among hundreds of thousands of border points in well under a millisecond.
 *
 * Edges are straight lines in longitude and latitude, which is what the border file means by them; they are not great circles
 * (ADR 0010 says what goes wrong otherwise). A ring that crosses the antimeridian is unrolled past ±180; one that
 * goes round a pole is closed over that pole.
 */
export class BorderIndex<Tag> {
  private readonly polygons: readonly Polygon<Tag>[];
  /** The boxes of all polygons in one row. */
  private readonly boxes: Float32Array;
  /** For each band of latitude, the polygons that reach into it, in their order. */
  private readonly bands: readonly (readonly number[])[];
  /** The same of several bands together, as they were asked for. */
  private readonly together = new Map<string, readonly number[]>();

  /** Takes the areas one by one, so that a caller need never hold the whole file unpacked. */
  constructor(areas: Iterable<BorderArea<Tag>>) {
    const polygons: Polygon<Tag>[] = [];
    for (const { tag, polygons: shapes } of areas) for (const rings of shapes) polygons.push(polygonOf(tag, rings));
    // The smallest first, so that an enclave wins over the country around it where the file forgot to cut it out.
    this.polygons = polygons.sort((a, b) => extent(a.box) - extent(b.box));
    this.boxes = Float32Array.from(this.polygons.flatMap(({ box }) => [...box]));
    this.bands = Array.from({ length: 180 / BAND_DEG }, (_, band) =>
      this.polygons.flatMap(({ box: [, south, , north] }, index) => (bandOf(south) <= band && band <= bandOf(north) ? [index] : [])),
    );
  }

  /** The area that holds the point, or else the nearest one within `toleranceKm` of it. */
  locate(point: GeoPoint, toleranceKm: number): Place<Tag> {
    const around = this.polygonsAround(point, toleranceKm);
    const inside = around.find((polygon) => contains(polygon, point));
    if (inside) return { kind: 'inside', tag: inside.tag };
    let nearest: Place<Tag> = { kind: 'nowhere' };
    let nearestKm = toleranceKm;
    for (const polygon of around) {
      const away = distanceToBorderKm(polygon, point, nearestKm);
      if (away > nearestKm) continue;
      nearestKm = away;
      nearest = { kind: 'near', tag: polygon.tag, distanceKm: away };
    }
    return nearest;
  }

  private polygonsAround({ lat, lng }: GeoPoint, toleranceKm: number): Polygon<Tag>[] {
    const margin = toleranceKm / KM_PER_DEGREE;
    const lngMargin = Math.min(180, margin / shrinkAt(lat));
    const { boxes, polygons } = this;
    const around: Polygon<Tag>[] = [];
    for (const i of this.inBands(bandOf(lat - margin), bandOf(lat + margin))) {
      const at = i * 4;
      if (lat < (boxes[at + 1] ?? 0) - margin || lat > (boxes[at + 3] ?? 0) + margin) continue;
      const west = (boxes[at] ?? 0) - lngMargin;
      const east = (boxes[at + 2] ?? 0) + lngMargin;
      const within = (lng >= west && lng <= east) || (lng + 360 >= west && lng + 360 <= east) || (lng - 360 >= west && lng - 360 <= east);
      const polygon = within ? polygons[i] : undefined;
      if (polygon !== undefined) around.push(polygon);
    }
    return around;
  }

  /** The polygons of these bands, each once, in their order. */
  private inBands(from: number, to: number): readonly number[] {
    if (from === to) return this.bands[from] ?? [];
    const key = `${from}-${to}`;
    const known = this.together.get(key);
    if (known !== undefined) return known;
    const found = [...new Set(this.bands.slice(from, to + 1).flat())].sort((a, b) => a - b);
    this.together.set(key, found);
    return found;
  }
}

function bandOf(lat: number): number {
  return Math.min(180 / BAND_DEG - 1, Math.max(0, Math.floor((lat + 90) / BAND_DEG)));
}

/** The outer ring and its holes. */
interface Polygon<Tag> {
  readonly tag: Tag;
  readonly rings: readonly Ring[];
  readonly box: Box;
}

function polygonOf<Tag>(tag: Tag, shape: readonly (readonly (readonly number[])[])[]): Polygon<Tag> {
  const rings = shape.map(ringOf);
  return { tag, rings, box: boxOfRing(rings[0] ?? ringOf([])) };
}

function contains<Tag>({ box, rings }: Polygon<Tag>, { lat, lng }: GeoPoint): boolean {
  if (lat < box[1] || lat > box[3]) return false;
  const turned = onTurnOf(box, lng, 0);
  if (turned === undefined) return false;
  return rings.reduce((inside, ring) => inside !== crossesOddly(ring, turned, lat), false);
}

/** Km to the nearest edge of the outer ring, on a plane that touches the globe at the point; Infinity when farther than `withinKm`. */
function distanceToBorderKm<Tag>({ box, rings }: Polygon<Tag>, { lat, lng }: GeoPoint, withinKm: number): number {
  const margin = withinKm / KM_PER_DEGREE;
  if (lat < box[1] - margin || lat > box[3] + margin) return Infinity;
  const shrink = shrinkAt(lat);
  const turned = onTurnOf(box, lng, Math.min(180, margin / shrink));
  const [outer] = rings;
  if (turned === undefined || !outer) return Infinity;
  const km = Math.sqrt(nearestSquare(outer, { lng: turned, lat }, shrink, margin)) * KM_PER_DEGREE;
  return km <= withinKm ? km : Infinity;
}

/** The point's longitude on the turn on which the box, widened by `marginDeg` of longitude, holds it; undefined when it does not. */
function onTurnOf([west, , east]: Box, lng: number, marginDeg: number): number | undefined {
  const turned = lng - 360 * Math.floor((lng - west + marginDeg) / 360);
  return turned <= east + marginDeg ? turned : undefined;
}

/** How much shorter a degree of longitude is than one of latitude. */
function shrinkAt(lat: number): number {
  return Math.max(Math.cos((lat * Math.PI) / 180), 1e-6);
}

function extent([west, south, east, north]: Box): number {
  return (east - west) * (north - south);
}
