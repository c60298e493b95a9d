import type { GeoPoint } from '@bongsu/kernel';

/** West, south, east, north in degrees; a box may reach past ±180 when its ring crosses the antimeridian. */
export type Box = readonly [west: number, south: number, east: number, north: number];

/** A ring, flat: lng, lat, lng, lat …; `runs` holds the box of every {@link RUN} edges, so that a far part of a long coast is passed over at once. */
export interface Ring {
  readonly points: Float32Array;
  readonly runs: Float32Array;
}

const RUN = 32;

/** Takes a ring of GeoJSON positions ([lng, lat]). */
export function ringOf(positions: readonly (readonly number[])[]): Ring {
  const points = unroll(positions);
  const edges = Math.max(1, points.length / 2 - 1);
  const runs = new Float32Array(Math.ceil(edges / RUN) * 4);
  for (let run = 0; run < runs.length / 4; run++)
    runs.set(boxOf(points, run * RUN * 2, Math.min(points.length, (run + 1) * RUN * 2 + 2)), run * 4);
  return { points, runs };
}

/** The box of the whole ring. */
export function boxOfRing({ points }: Ring): Box {
  return boxOf(points, 0, points.length);
}

/** Whether a ray to the east crosses the ring an odd number of times. Over the outer ring and its holes together that is "inside". */
export function crossesOddly({ points, runs }: Ring, lng: number, lat: number): boolean {
  let odd = false;
  for (let run = 0; run < runs.length; run += 4) {
    if (lat < (runs[run + 1] ?? 0) || lat > (runs[run + 3] ?? 0) || lng > (runs[run + 2] ?? 0)) continue;
    const first = (run / 4) * RUN * 2;
    const last = Math.min(points.length - 2, first + RUN * 2);
    for (let i = first; i < last; i += 2) {
      const fromLat = points[i + 1] ?? 0;
      const toLat = points[i + 3] ?? 0;
      if (fromLat > lat === toLat > lat) continue;
      const fromLng = points[i] ?? 0;
      const toLng = points[i + 2] ?? 0;
      if (lng < ((toLng - fromLng) * (lat - fromLat)) / (toLat - fromLat) + fromLng) odd = !odd;
    }
  }
  return odd;
}

/** The least squared distance, in degrees of latitude, from the point to the edges whose run comes within the margin. */
export function nearestSquare({ points, runs }: Ring, point: GeoPoint, shrink: number, margin: number): number {
  let nearest = Infinity;
  for (let run = 0; run < runs.length; run += 4) {
    if (point.lat < (runs[run + 1] ?? 0) - margin || point.lat > (runs[run + 3] ?? 0) + margin) continue;
    if (point.lng < (runs[run] ?? 0) - margin / shrink || point.lng > (runs[run + 2] ?? 0) + margin / shrink) continue;
    const first = (run / 4) * RUN * 2;
    const last = Math.min(points.length - 2, first + RUN * 2);
    for (let i = first; i < last; i += 2) {
      const fromX = ((points[i] ?? 0) - point.lng) * shrink;
      const toX = ((points[i + 2] ?? 0) - point.lng) * shrink;
      const square = squareFromOrigin(fromX, (points[i + 1] ?? 0) - point.lat, toX, (points[i + 3] ?? 0) - point.lat);
      if (square < nearest) nearest = square;
    }
  }
  return nearest;
}

/** Squared distance from the origin to a stretch. */
function squareFromOrigin(fromX: number, fromY: number, toX: number, toY: number): number {
  const alongX = toX - fromX;
  const alongY = toY - fromY;
  const length = alongX * alongX + alongY * alongY;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, -(fromX * alongX + fromY * alongY) / length));
  const x = fromX + share * alongX;
  const y = fromY + share * alongY;
  return x * x + y * y;
}

/** Follows the ring so that no step is longer than half a turn; a ring that ends a whole turn away goes round a pole. */
function unroll(ring: readonly (readonly number[])[]): Float32Array {
  const flat: number[] = [];
  let lng = ring[0]?.[0] ?? 0;
  for (const [x = 0, lat = 0] of ring) {
    lng += shortestTurn(x - lng);
    flat.push(lng, lat);
  }
  const startLng = flat[0] ?? 0;
  if (Math.abs(lng - startLng) > 180) {
    const pole = (flat[1] ?? 0) < 0 ? -90 : 90;
    flat.push(lng, pole, startLng, pole, startLng, flat[1] ?? 0);
  }
  return Float32Array.from(flat);
}

function shortestTurn(degrees: number): number {
  return degrees - 360 * Math.round(degrees / 360);
}

function boxOf(points: Float32Array, from: number, to: number): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = from; i < to; i += 2) {
    const lng = points[i] ?? 0;
    const lat = points[i + 1] ?? 0;
    if (lng < west) west = lng;
    if (lng > east) east = lng;
    if (lat < south) south = lat;
    if (lat > north) north = lat;
  }
  return [west, south, east, north];
}
