import { type BorderArea, BorderIndex } from './border-index';

const square = (west: number, south: number, east: number, north: number): number[][] => [
  [west, south],
  [west, north],
  [east, north],
  [east, south],
  [west, south],
];
const area = (tag: string, ...polygons: number[][][][]): BorderArea<string> => ({ tag, polygons });
const at = (lat: number, lng: number): { lat: number; lng: number } => ({ lat, lng });

describe('finding the area of a point', () => {
  it('tells inside from nowhere, and a hole from its surroundings', () => {
    const index = new BorderIndex([area('ring', [square(0, 0, 10, 10), square(4, 4, 6, 6)])]);
    expect(index.locate(at(2, 2), 1)).toEqual({ kind: 'inside', tag: 'ring' });
    expect(index.locate(at(5, 5), 1)).toEqual({ kind: 'nowhere' });
    expect(index.locate(at(12, 12), 1)).toEqual({ kind: 'nowhere' });
  });

  it('lets an enclave win over the country around it where the file cut no hole', () => {
    const index = new BorderIndex([area('around', [square(0, 0, 10, 10)]), area('enclave', [square(4, 4, 5, 5)])]);
    expect(index.locate(at(4.5, 4.5), 0)).toEqual({ kind: 'inside', tag: 'enclave' });
    expect(index.locate(at(6, 6), 0)).toEqual({ kind: 'inside', tag: 'around' });
  });

  it('takes the nearest shore within the tolerance, and says how far off it is', () => {
    const index = new BorderIndex([area('west', [square(0, 50, 1, 51)]), area('east', [square(1.4, 50, 2, 51)])]);
    const place = index.locate(at(50.5, 1.1), 22);
    expect(place).toMatchObject({ kind: 'near', tag: 'west' });
    // A tenth of a degree of longitude at 50.5° north.
    expect(place.kind === 'near' && place.distanceKm).toBeCloseTo(111.195 * 0.1 * Math.cos((50.5 * Math.PI) / 180), 2);
    expect(index.locate(at(50.5, 1.1), 5)).toEqual({ kind: 'nowhere' });
  });

  it('follows a country over the antimeridian, from both sides', () => {
    const index = new BorderIndex([
      area('over', [
        [
          [178, -18],
          [178, -16],
          [-179, -16],
          [-179, -18],
          [178, -18],
        ],
      ]),
    ]);
    for (const lng of [178.5, 179.99, 180, -180, -179.99, -179.5]) expect(index.locate(at(-17, lng), 0)).toMatchObject({ kind: 'inside' });
    expect(index.locate(at(-17, 0), 0)).toEqual({ kind: 'nowhere' });
    expect(index.locate(at(-17, -178.9), 22)).toMatchObject({ kind: 'near' });
    expect(index.locate(at(-17, 177.9), 22)).toMatchObject({ kind: 'near' });
  });

  it('closes a ring that goes round a pole over that pole', () => {
    const coast = [
      [-180, -70],
      [-90, -72],
      [0, -70],
      [90, -66],
      [180, -70],
    ];
    const index = new BorderIndex([area('cap', [coast])]);
    for (const lng of [-179, -45, 0, 120, 180]) expect(index.locate(at(-89, lng), 0)).toMatchObject({ kind: 'inside' });
    expect(index.locate(at(-90, 33), 0)).toMatchObject({ kind: 'inside' });
    expect(index.locate(at(-60, 33), 22)).toEqual({ kind: 'nowhere' });
    expect(index.locate(at(90, 0), 22)).toEqual({ kind: 'nowhere' });
  });

  it('still finds an islet that the file has shrunk to one point', () => {
    const index = new BorderIndex([
      area('islet', [
        [
          [131.8669, 37.2426],
          [131.8669, 37.2426],
          [131.8669, 37.2426],
        ],
      ]),
    ]);
    expect(index.locate(at(37.2417, 131.8647), 22)).toMatchObject({ kind: 'near', tag: 'islet' });
  });
});
