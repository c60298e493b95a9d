import type { BoardDeployment } from '@bongsu/situation/contract';
import { arcFeatures, journeysOf, moverFeatures, progress } from './journeys';

const deployment = (part: Partial<BoardDeployment>): BoardDeployment => ({
  id: 'd',
  requestId: 'r',
  incidentId: 'i',
  staffId: 's',
  staffNo: 'S-1',
  lineNo: 1,
  state: 'en-route',
  fromMissionId: 'seoul',
  toMissionId: 'lima',
  departedAt: '2023-02-06T00:00:00.000Z',
  expectedAt: '2023-02-06T10:00:00.000Z',
  arrivedAt: null,
  returnDepartedAt: null,
  ...part,
});
const places: Record<string, { lat: number; lng: number }> = {
  seoul: { lat: 37.57, lng: 126.98 },
  lima: { lat: -12.05, lng: -77.04 },
  ankara: { lat: 39.9, lng: 32.85 },
};
const place = (id: string) => places[id];

describe('help on its way', () => {
  it('is one mark for all who travel together', () => {
    const journeys = journeysOf(
      [deployment({ id: 'a' }), deployment({ id: 'b' }), deployment({ id: 'c', departedAt: '2023-02-06T05:00:00.000Z' })],
      [],
    );
    expect(journeys.map(({ count }) => count)).toEqual([2, 1]);
  });

  it('is not drawn any more when it has arrived', () => {
    expect(
      journeysOf([deployment({ state: 'arrived' }), deployment({ state: 'returned' }), deployment({ state: 'cancelled' })], []),
    ).toEqual([]);
  });

  it('turns round on the way back', () => {
    const home = { state: 'returning', returnDepartedAt: '2023-02-20T00:00:00.000Z', expectedAt: '2023-02-20T10:00:00.000Z' } as const;
    const [journey] = journeysOf([deployment(home)], []);
    expect(journey).toMatchObject({ fromMissionId: 'lima', toMissionId: 'seoul', departedAt: home.returnDepartedAt });
    if (journey === undefined) throw new Error('no journey');
    expect(progress(journey, '2023-02-20T01:00:00.000Z')).toBeCloseTo(0.1);
  });

  it('moves from departure to the expected arrival and waits there', () => {
    const [journey] = journeysOf([deployment({})], []);
    if (journey === undefined) throw new Error('no journey');
    expect(progress(journey, '2023-02-05T00:00:00.000Z')).toBe(0);
    expect(progress(journey, '2023-02-06T05:00:00.000Z')).toBeCloseTo(0.5);
    expect(progress(journey, '2023-02-07T00:00:00.000Z')).toBe(1);
  });

  it('is marked late when the expected time has passed without a confirmed arrival', () => {
    const journeys = journeysOf([deployment({})], []);
    expect(moverFeatures(journeys, place, '2023-02-06T09:00:00.000Z').features[0]?.properties.late).toBe(false);
    expect(moverFeatures(journeys, place, '2023-02-06T11:00:00.000Z').features[0]?.properties.late).toBe(true);
  });

  it('crosses the Pacific in one line without a stroke across the map', () => {
    const [arc] = arcFeatures(journeysOf([deployment({})], []), place).features;
    const longitudes = arc?.geometry.coordinates.map(([lng = 0]) => lng) ?? [];
    const steps = longitudes.slice(1).map((lng, index) => Math.abs(lng - (longitudes[index] ?? 0)));
    expect(Math.max(...steps)).toBeLessThan(20);
    expect(Math.max(...longitudes)).toBeGreaterThan(180);
  });

  it('leaves out what has no place on the map', () => {
    expect(arcFeatures(journeysOf([deployment({ toMissionId: 'nowhere' })], []), place).features).toEqual([]);
  });
});
