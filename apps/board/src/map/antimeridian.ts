import { type GeoStream, geoEquirectangular, geoStream } from 'd3-geo';
import type { Feature, Geometry, MultiLineString, MultiPolygon, Position } from 'geojson';

/**
 * Cuts shapes at the antimeridian. `world-atlas` stitches Russia, Fiji and Antarctica over it for d3; MapLibre would fill them as a
 * band across the whole map. d3's own clipping is used: an equirectangular projection of one degree per unit whose result is read
 * back as longitude and latitude.
 */
const degrees = geoEquirectangular()
  .scale(180 / Math.PI)
  .translate([0, 0])
  .precision(0);

export function cutPolygons(shape: Feature<Geometry | null> | Geometry): MultiPolygon {
  const rings: Position[][] = [];
  collect(shape, (line) => rings.push(close(line)));
  return { type: 'MultiPolygon', coordinates: groupRings(rings) };
}

export function cutLines(shape: Geometry): MultiLineString {
  const lines: Position[][] = [];
  collect(shape, (line) => {
    if (line.length > 1) lines.push(line);
  });
  return { type: 'MultiLineString', coordinates: lines };
}

function collect(shape: Feature<Geometry | null> | Geometry, keep: (line: Position[]) => void): void {
  let line: Position[] = [];
  const sink: GeoStream = {
    point: (x, y) => void line.push([round(x), round(-y)]),
    lineStart: () => void (line = []),
    lineEnd: () => keep(line),
    polygonStart: () => undefined,
    polygonEnd: () => undefined,
  };
  geoStream(shape, degrees.stream(sink));
}

/** d3 turns outer rings clockwise as seen on the map (y upwards) and holes the other way; a hole goes to the ring around it. */
function groupRings(rings: Position[][]): Position[][][] {
  const outer = rings.filter((ring) => signedArea(ring) < 0).map((ring) => [ring]);
  for (const hole of rings.filter((ring) => signedArea(ring) > 0)) {
    const probe = hole[0];
    const home = probe && outer.find(([ring]) => ring !== undefined && contains(ring, probe));
    if (home) home.push(hole);
  }
  return outer;
}

function signedArea(ring: Position[]): number {
  let sum = 0;
  for (let i = 0; i < ring.length - 1; i++) {
    const [x1 = 0, y1 = 0] = ring[i] ?? [];
    const [x2 = 0, y2 = 0] = ring[i + 1] ?? [];
    sum += x1 * y2 - x2 * y1;
  }
  return sum / 2;
}

function contains(ring: Position[], [x = 0, y = 0]: Position): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi = 0, yi = 0] = ring[i] ?? [];
    const [xj = 0, yj = 0] = ring[j] ?? [];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

/** About a hundred metres: finer than the 1:50m borders are. */
const round = (value: number): number => Math.round(value * 1_000) / 1_000;

function close(line: Position[]): Position[] {
  const [first] = line;
  const last = line.at(-1);
  return first && last && (first[0] !== last[0] || first[1] !== last[1]) ? [...line, first] : line;
}
