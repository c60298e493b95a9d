/** Features in the shape of the USGS feed, made up for specs. */
export interface Quake {
  readonly id: string;
  readonly mag: number | null;
  readonly updated: number | null;
  readonly lat: number;
  readonly lng: number;
  readonly alert: string | null;
  readonly tsunami: number;
  readonly status: string;
  readonly ids: string | null;
  readonly time: number;
}

const pazarcik: Quake = {
  id: 'zz0001',
  mag: 7.8,
  updated: Date.parse('2023-02-06T01:40:00Z'),
  lat: 37.2256,
  lng: 37.0143,
  alert: 'red',
  tsunami: 0,
  status: 'reviewed',
  ids: null,
  time: Date.parse('2023-02-06T01:17:34.342Z'),
};

export function aQuake(as: Partial<Quake> = {}): Record<string, unknown> {
  const { id, lat, lng, ids, ...properties } = { ...pazarcik, ...as };
  return {
    type: 'Feature',
    id,
    properties: {
      ...properties,
      ids: ids ?? `,${id},`,
      place: '26 km ENE of Nurdağı, Türkiye',
      type: 'earthquake',
      url: `https://earthquake.usgs.gov/earthquakes/eventpage/${id}`,
      net: 'zz',
      unheardOf: { of: true },
    },
    geometry: { type: 'Point', coordinates: [lng, lat, 10] },
  };
}

export function aDocument(features: readonly unknown[]): { type: string; metadata: object; features: readonly unknown[] } {
  return { type: 'FeatureCollection', metadata: { generated: Date.parse('2023-02-06T02:00:00Z'), title: 'made up' }, features };
}
