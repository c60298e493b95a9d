import { readFileSync } from 'node:fs';
import type { MultiPolygon, Polygon } from 'geojson';
import { numericToAlpha2 } from 'i18n-iso-countries';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import { type BorderArea, BorderIndex } from '../domain/border-index';
import type { BorderTag } from '../domain/country-of-point';
import { unnumberedArea } from '../domain/special-areas';

type Countries = Topology<{ countries: GeometryCollection<{ name: string }> }>;

/**
 * The borders of `world-atlas` (Natural Earth 1:10 million), ready to be asked. About 0.3 s and 50 MB; load it once per process.
 * ADR 0010 says why this file and not the coarser ones.
 */
export function loadBorders(): BorderIndex<BorderTag> {
  const topology = JSON.parse(readFileSync(require.resolve('world-atlas/countries-10m.json'), 'utf8')) as Countries;
  return new BorderIndex(areas(topology));
}

/** One area after the other, so that the unpacked form of the whole file is never in memory at once. */
function* areas(topology: Countries): Generator<BorderArea<BorderTag>> {
  for (const geometry of topology.objects.countries.geometries) {
    const { geometry: shape, properties } = feature(topology, geometry) as {
      geometry: Polygon | MultiPolygon;
      properties: { name: string };
    };
    const polygons = shape.type === 'Polygon' ? [shape.coordinates] : shape.coordinates;
    yield { tag: tagOf(geometry.id, properties.name), polygons };
  }
  yield vaticanCity;
}

/** ISO 3166-1 numeric → alpha-2; a few areas have no number and go by name. */
function tagOf(id: string | number | undefined, name: string): BorderTag {
  const iso2 = id === undefined ? undefined : numericToAlpha2(id);
  if (iso2 !== undefined) return { iso2, area: null };
  const { iso2: of, area } = unnumberedArea(name);
  return { iso2: of, area };
}

/** Vatican City is smaller than the file's grid and shrinks to a line there; its outline to about 100 m. */
const vaticanCity: BorderArea<BorderTag> = {
  tag: { iso2: 'VA', area: null },
  polygons: [
    [
      [
        [12.4458, 41.9036],
        [12.4465, 41.9007],
        [12.4507, 41.9002],
        [12.4549, 41.9014],
        [12.4581, 41.9012],
        [12.4584, 41.9034],
        [12.4569, 41.9043],
        [12.4549, 41.9074],
        [12.4507, 41.9064],
        [12.4458, 41.9036],
      ],
    ],
  ],
};
