import { geoContains } from 'd3-geo';
import type { FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { countryOfPoint } from '../domain/country-of-point';
import { loadBorders } from './border-file';
import { countryName } from './country-names';

const borders = loadBorders();
const where = (lat: number, lng: number) => countryOfPoint(borders, { lat, lng });

describe('the country of a point', () => {
  it.each([
    ['Antakya', 36.2, 36.16, 'TR'],
    ['Seoul', 37.5665, 126.978, 'KR'],
    ['Kyiv', 50.45, 30.523, 'UA'],
    ['Taipei', 25.033, 121.565, 'TW'],
    ['Hong Kong', 22.28, 114.16, 'HK'],
    ['Macao', 22.19, 113.545, 'MO'],
    ['Honolulu', 21.307, -157.858, 'US'],
    ['Guam', 13.475, 144.749, 'GU'],
    ['Gaza', 31.5, 34.46, 'PS'],
    ['St Peter in Rome', 41.9022, 12.4539, 'VA'],
    ['the Colosseum', 41.8902, 12.4922, 'IT'],
    ['Monaco', 43.738, 7.424, 'MC'],
    ['Maseru, an enclave', -29.31, 27.48, 'LS'],
    ['the South Pole', -90, 0, 'AQ'],
    ['Taveuni, Fiji, on the antimeridian', -16.8, 180, 'FJ'],
    ['the same at −180', -16.8, -180, 'FJ'],
    ['Chukotka, east of the antimeridian', 66.5, -175, 'RU'],
    ['Male', 4.175, 73.509, 'MV'],
  ])('%s', (_, lat, lng, iso2) => {
    expect(where(lat, lng)).toEqual({ iso2, position: 'inside', area: null });
  });

  it.each([
    ['a quay in Busan', 35.1, 129.06, 'KR'],
    ['Dokdo, which the file shrinks to a point', 37.2417, 131.8647, 'KR'],
    ['a ferry off İskenderun', 36.6, 35.9, 'TR'],
    ['Funafuti, an atoll', -8.52, 179.2, 'TV'],
  ])('%s is of the nearest coast within twelve miles', (_, lat, lng, iso2) => {
    expect(where(lat, lng)).toMatchObject({ iso2, position: 'near-coast' });
  });

  it.each([
    ['the Gulf of Guinea', 0, 0],
    ['100 km off Busan', 34.2, 130.1],
    ['the North Pole', 90, 0],
    ['the middle of the Pacific', 0, 180],
  ])('%s is at sea', (_, lat, lng) => {
    expect(where(lat, lng)).toEqual({ iso2: null, position: 'at-sea', area: null });
  });

  it('treats Dokdo and Ulleungdo as Korean without any caveat', () => {
    expect(where(37.2417, 131.8647).area).toBeNull();
    expect(where(37.5, 130.86)).toEqual({ iso2: 'KR', position: 'inside', area: null });
  });

  it('answers with Ukraine in Crimea, and says that the status is disputed', () => {
    expect(where(45, 34.1)).toMatchObject({ iso2: 'UA', position: 'inside', area: { name: 'Crimea', claimants: ['UA', 'RU'] } });
    expect(where(46.3, 33.5)).toEqual({ iso2: 'UA', position: 'inside', area: null });
    expect(where(45.2, 37.3)).toEqual({ iso2: 'RU', position: 'inside', area: null });
  });

  it.each([
    ['Hargeisa', 9.56, 44.06, 'SO'],
    ['Kyrenia', 35.33, 33.32, 'CY'],
    ['Pristina', 42.66, 21.16, 'XK'],
    ['Guantánamo Bay', 19.9, -75.12, 'CU'],
    ['Srinagar', 34.08, 74.8, 'IN'],
  ])('names the special area of %s', (_, lat, lng, iso2) => {
    const { area, ...place } = where(lat, lng);
    expect(place).toEqual({ iso2, position: 'inside' });
    expect(area).not.toBeNull();
  });

  it('leaves no capital of a neighbour in a special area by roughness of the boxes', () => {
    for (const [lat, lng] of [
      [33.69, 73.06],
      [41.72, 44.79],
      [47.01, 28.86],
      [33.51, 36.29],
      [43.06, 141.35],
    ] as const)
      expect(where(lat, lng).area).toBeNull();
  });

  it('agrees with d3-geo on the sphere wherever d3-geo can read the file', () => {
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- a data file, read once
    const topology = require('world-atlas/countries-10m.json') as Topology<{ countries: GeometryCollection<{ name: string }> }>;
    const { features } = feature(topology, topology.objects.countries) as FeatureCollection<Polygon | MultiPolygon>;
    const shapes = features.flatMap(({ geometry }) => (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates));
    // A collapsed ring encloses the whole globe for d3-geo (ADR 0010).
    const drawn = shapes
      .filter((rings) => new Set(rings[0]?.slice(0, 9).map(String)).size > 2)
      .map((rings) => ({ rings, box: planeBox(rings[0] ?? []) }));
    for (const point of scattered(60)) {
      const near = drawn.filter(({ box }) => mayHold(box, point));
      const theirs = near.some(({ rings: coordinates }) => geoContains({ type: 'Polygon', coordinates }, [point.lng, point.lat]));
      expect({ point, inside: borders.locate(point, 0).kind === 'inside' }).toEqual({ point, inside: theirs });
    }
  });

  it('answers in well under a millisecond', () => {
    const points = scattered(3_000);
    const start = process.hrtime.bigint();
    for (const point of points) countryOfPoint(borders, point);
    const meanMs = Number(process.hrtime.bigint() - start) / 1e6 / points.length;
    expect(meanMs).toBeLessThan(1);
  });
});

describe('names of countries', () => {
  it('are given in Korean and English, and by code where the list has none', () => {
    expect([countryName('KR', 'ko'), countryName('KR', 'en')]).toEqual(['대한민국', 'South Korea']);
    expect(countryName('ZZ', 'en')).toBe('ZZ');
  });
});

const planeBox = (ring: Position[]): [number, number, number, number] => {
  const box: [number, number, number, number] = [180, 90, -180, -90];
  for (const [lng = 0, lat = 0] of ring) {
    if (lng < box[0]) box[0] = lng;
    if (lat < box[1]) box[1] = lat;
    if (lng > box[2]) box[2] = lng;
    if (lat > box[3]) box[3] = lat;
  }
  return box;
};

/** A test that spares the exact one: false only where the polygon surely does not hold the point. */
function mayHold([west, south, east, north]: readonly [number, number, number, number], point: { lat: number; lng: number }): boolean {
  const wide = east - west > 180;
  return (
    (wide || (point.lng > west - 1 && point.lng < east + 1)) && ((wide && south < -60) || (point.lat > south - 1 && point.lat < north + 1))
  );
}

/** Points spread evenly over the globe (Fibonacci sphere): the same in every run. */
function scattered(count: number): { lat: number; lng: number }[] {
  const golden = Math.PI * (3 - Math.sqrt(5));
  return Array.from({ length: count }, (_, i) => ({
    lat: (Math.asin(1 - (2 * (i + 0.5)) / count) * 180) / Math.PI,
    lng: (((((i * golden * 180) / Math.PI) % 360) + 360) % 360) - 180,
  }));
}
