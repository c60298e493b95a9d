import type { Feature, Geometry } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import world from 'world-atlas/countries-50m.json';
import { cutLines, cutPolygons } from './antimeridian';

const topology = world as unknown as Topology<{ countries: GeometryCollection<{ name: string }> }>;
const countries = feature(topology, topology.objects.countries).features;
const named = (name: string): Feature<Geometry> => {
  const found = countries.find(({ properties }) => properties.name === name);
  if (found === undefined) throw new Error(`no ${name}`);
  return found;
};

describe('cutting the world at the antimeridian', () => {
  it.each(countries.map((country) => [country.properties.name, country] as const))(
    '%s has no edge that runs across the whole map',
    (_, country) => {
      for (const ring of cutPolygons(country).coordinates.flat()) {
        for (let i = 1; i < ring.length; i++) {
          const [x1 = 0, y1 = 0] = ring[i - 1] ?? [];
          const [x2 = 0] = ring[i] ?? [];
          // Only the foot of Antarctica runs along the pole.
          if (Math.abs(y1) < 89.9) expect(Math.abs(x2 - x1)).toBeLessThan(180);
        }
      }
    },
  );

  it('makes two more pieces of Russia and one more of Fiji', () => {
    const pieces = (country: Feature<Geometry>): number =>
      country.geometry.type === 'MultiPolygon' ? country.geometry.coordinates.length : 1;
    expect(cutPolygons(named('Russia')).coordinates).toHaveLength(pieces(named('Russia')) + 2);
    expect(cutPolygons(named('Fiji')).coordinates).toHaveLength(pieces(named('Fiji')) + 1);
  });

  it('keeps Lesotho cut out of South Africa', () => {
    expect(cutPolygons(named('South Africa')).coordinates.some((polygon) => polygon.length === 2)).toBe(true);
  });

  it('cuts lines too', () => {
    for (const line of cutLines(mesh(topology, topology.objects.countries)).coordinates) {
      for (let i = 1; i < line.length; i++) expect(Math.abs((line[i]?.[0] ?? 0) - (line[i - 1]?.[0] ?? 0))).toBeLessThan(180);
    }
  });
});
