import { geoArea, geoCentroid } from 'd3-geo';
import type { Feature, FeatureCollection, Geometry, MultiLineString, MultiPolygon, Point, Polygon } from 'geojson';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import bordersUrl from 'world-atlas/countries-50m.json?url';
import { cutLines, cutPolygons } from './antimeridian';
import { alpha2OfNumeric } from './country-codes';

/** The world as the map draws it; borders are Natural Earth 1:50m (public domain) and carry no statement on sovereignty. */
export interface Borders {
  land: FeatureCollection<MultiPolygon, { iso2: string }>;
  borders: MultiLineString;
  coast: MultiLineString;
  /** Where a country's name is written, the largest first. */
  labelPoints: Feature<Point, { iso2: string; area: number }>[];
}

let loading: Promise<Borders> | undefined;

/** Read once per page; a failed load is tried again by the next caller. */
export function loadBorders(): Promise<Borders> {
  loading ??= readBorders().catch((cause: unknown) => {
    loading = undefined;
    throw cause;
  });
  return loading;
}

async function readBorders(): Promise<Borders> {
  const response = await fetch(bordersUrl);
  if (!response.ok) throw new Error(`The borders could not be read: HTTP ${String(response.status)}`);
  const topology = (await response.json()) as Topology<{ countries: GeometryCollection<{ name: string }> }>;
  const countries = feature(topology, topology.objects.countries).features;
  const named = countries.map((country) => ({ country, iso2: alpha2OfNumeric(String(country.id ?? '')) ?? '' }));
  return {
    land: {
      type: 'FeatureCollection',
      features: named.map(({ country, iso2 }) => ({ type: 'Feature', properties: { iso2 }, geometry: cutPolygons(country) })),
    },
    borders: cutLines(mesh(topology, topology.objects.countries, (a, b) => a !== b)),
    coast: cutLines(mesh(topology, topology.objects.countries, (a, b) => a === b)),
    labelPoints: named
      .flatMap(({ country, iso2 }) => (iso2 === '' ? [] : labelPoint(country.geometry, iso2)))
      .sort((a, b) => b.properties.area - a.properties.area),
  };
}

/** The middle of the largest part: the mean of all parts would put France's name into the Atlantic. */
function labelPoint(shape: Geometry, iso2: string): Feature<Point, { iso2: string; area: number }>[] {
  const parts: Polygon[] =
    shape.type === 'Polygon'
      ? [shape]
      : shape.type === 'MultiPolygon'
        ? shape.coordinates.map((coordinates) => ({ type: 'Polygon', coordinates }))
        : [];
  const [largest] = parts.map((part) => ({ part, area: geoArea(part) })).sort((a, b) => b.area - a.area);
  if (largest === undefined) return [];
  return [
    { type: 'Feature', properties: { iso2, area: largest.area }, geometry: { type: 'Point', coordinates: geoCentroid(largest.part) } },
  ];
}
