import { distanceKm, EARTH_RADIUS_KM, greatCircle, initialBearingDeg, pointAlong } from './geodesy';

const seoul = { lat: 37.5665, lng: 126.978 };
const ankara = { lat: 39.9334, lng: 32.8597 };
const halfTurnKm = Math.PI * EARTH_RADIUS_KM;

describe('distance on the globe', () => {
  it('is a quarter of the Earth from the equator to a pole, and half from pole to pole', () => {
    expect(distanceKm({ lat: 0, lng: 12 }, { lat: 90, lng: -77 })).toBeCloseTo(halfTurnKm / 2, 6);
    expect(distanceKm({ lat: -90, lng: 0 }, { lat: 90, lng: 100 })).toBeCloseTo(halfTurnKm, 6);
  });

  it('is one nautical mile, within its definition, for a minute of arc along a meridian', () => {
    expect(distanceKm({ lat: 36, lng: 36 }, { lat: 36 + 1 / 60, lng: 36 })).toBeCloseTo(1.853, 3);
  });

  it('agrees with the geodesic from Seoul to Ankara to half a per cent', () => {
    // GRS 80 ellipsoid, Vincenty's inverse formula: 7,763.6 km.
    expect(distanceKm(seoul, ankara)).toBeGreaterThan(7763.6 * 0.995);
    expect(distanceKm(seoul, ankara)).toBeLessThan(7763.6 * 1.005);
  });

  it('crosses the antimeridian the short way', () => {
    expect(distanceKm({ lat: 0, lng: 179.5 }, { lat: 0, lng: -179.5 })).toBeCloseTo(distanceKm({ lat: 0, lng: 0 }, { lat: 0, lng: 1 }), 9);
  });

  it('is the same both ways, and nothing from a point to itself', () => {
    expect(distanceKm(seoul, ankara)).toBeCloseTo(distanceKm(ankara, seoul), 9);
    expect(distanceKm(seoul, seoul)).toBe(0);
  });

  it('keeps metres apart that lie metres apart', () => {
    expect(distanceKm(seoul, { lat: seoul.lat + 0.00001, lng: seoul.lng })).toBeCloseTo(0.00111, 5);
  });
});

describe('the course to sail', () => {
  it.each([
    ['north', { lat: 1, lng: 0 }, 0],
    ['east', { lat: 0, lng: 1 }, 90],
    ['south', { lat: -1, lng: 0 }, 180],
    ['west', { lat: 0, lng: -1 }, 270],
  ])('from the equator to the %s', (_, to, bearing) => {
    expect(initialBearingDeg({ lat: 0, lng: 0 }, to)).toBeCloseTo(bearing, 9);
  });

  it('stays in 0…360 to the north-west', () => {
    const bearing = initialBearingDeg(seoul, ankara);
    expect(bearing).toBeGreaterThan(270);
    expect(bearing).toBeLessThan(360);
  });
});

describe('a point along the way', () => {
  it('begins and ends exactly at the two ends, and is clamped outside', () => {
    expect(pointAlong(seoul, ankara, 0)).toEqual(seoul);
    expect(pointAlong(seoul, ankara, 1)).toEqual(ankara);
    expect(pointAlong(seoul, ankara, -0.2)).toEqual(seoul);
    expect(pointAlong(seoul, ankara, 1.4)).toEqual(ankara);
  });

  it.each([0.1, 0.25, 0.5, 0.9])('divides the distance in the ratio asked for (%d)', (fraction) => {
    const there = pointAlong(seoul, ankara, fraction);
    expect(distanceKm(seoul, there)).toBeCloseTo(distanceKm(seoul, ankara) * fraction, 6);
    expect(distanceKm(there, ankara)).toBeCloseTo(distanceKm(seoul, ankara) * (1 - fraction), 6);
  });

  it('keeps longitudes within ±180 when it crosses the antimeridian', () => {
    const way = greatCircle({ lat: -41.29, lng: 174.78 }, { lat: 21.31, lng: -157.86 }, 40);
    expect(way).toHaveLength(41);
    for (const point of way) expect(Math.abs(point.lng)).toBeLessThanOrEqual(180);
  });

  it('still moves between antipodes', () => {
    const middle = pointAlong({ lat: 0, lng: 0 }, { lat: 0, lng: 180 }, 0.5);
    expect(distanceKm({ lat: 0, lng: 0 }, middle)).toBeCloseTo(halfTurnKm / 2, 3);
  });

  it('stays where it is when there is nowhere to go', () => {
    expect(pointAlong(seoul, seoul, 0.5)).toEqual(seoul);
  });
});
