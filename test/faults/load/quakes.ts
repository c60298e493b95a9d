/** An earthquake in the shape of the USGS feed, somewhere of its own, so that no two are taken for the same. */
export function quake(id: string, n: number, timeMs: number): Record<string, unknown> {
  return {
    type: 'Feature',
    id,
    properties: {
      mag: 6.1,
      place: 'made up',
      time: timeMs - n * 60_000,
      updated: timeMs,
      url: `https://earthquake.usgs.gov/earthquakes/eventpage/${id}`,
      alert: null,
      status: 'reviewed',
      tsunami: 0,
      net: 'zz',
      ids: `,${id},`,
      type: 'earthquake',
    },
    geometry: { type: 'Point', coordinates: [-170 + ((n * 7) % 340), -60 + ((n * 11) % 120), 10] },
  };
}

export function feedDocument(features: readonly unknown[], generatedMs: number): string {
  return JSON.stringify({ type: 'FeatureCollection', metadata: { generated: generatedMs, title: 'made up' }, features });
}
