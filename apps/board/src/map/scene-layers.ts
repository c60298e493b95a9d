import type { LayerSpecification, Map as MapLibreMap, StyleSpecification } from 'maplibre-gl';
import type { Palette } from './palette';

/** Names are drawn by the browser with the bundled font: a style without a glyph server (MapLibre 6 rasterises locally). */
export const MAP_FONT = ['Pretendard Variable'];

const empty = { type: 'FeatureCollection' as const, features: [] };
const geojson = { type: 'geojson' as const, data: empty };

export const sourceNames = ['land', 'borders', 'coast', 'countries', 'seas', 'arcs', 'movers', 'missions', 'reports'] as const;
export type SourceName = (typeof sourceNames)[number];

/** Every layer of the map, from the ground up; colours are filled in from the palette and exchanged when the theme changes. */
export function sceneStyle(palette: Palette): StyleSpecification {
  return {
    version: 8,
    sources: Object.fromEntries(sourceNames.map((name) => [name, geojson])),
    layers: sceneLayers(palette),
  };
}

function sceneLayers(p: Palette): LayerSpecification[] {
  const halo = { 'text-halo-color': p.land, 'text-halo-width': 1.4 };
  return [
    { id: 'sea', type: 'background', paint: { 'background-color': p.sea } },
    { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': p.land, 'fill-antialias': true } },
    { id: 'coast', type: 'line', source: 'coast', paint: { 'line-color': p.coast, 'line-width': 0.7 } },
    {
      id: 'borders',
      type: 'line',
      source: 'borders',
      paint: { 'line-color': p.border, 'line-width': ['interpolate', ['linear'], ['zoom'], 1, 0.5, 6, 1.2] },
    },
    {
      id: 'seas',
      type: 'symbol',
      source: 'seas',
      filter: ['<=', ['get', 'rank'], ['step', ['zoom'], 0, 2.2, 1, 3.2, 2]],
      layout: {
        'text-field': ['get', 'name'],
        'text-font': MAP_FONT,
        'text-size': 11.5,
        'text-letter-spacing': 0.12,
        'symbol-sort-key': ['get', 'rank'],
      },
      paint: { 'text-color': p.dim, 'text-opacity': 0.75 },
    },
    {
      id: 'countries',
      type: 'symbol',
      source: 'countries',
      // A country's name appears when its area fills enough of the screen.
      filter: ['>=', ['get', 'area'], ['step', ['zoom'], 0.06, 1.6, 0.03, 2.2, 0.012, 3, 0.005, 4, 0.0012, 5, 0]],
      layout: {
        'text-field': ['get', 'name'],
        'text-font': MAP_FONT,
        'text-size': ['interpolate', ['linear'], ['zoom'], 1, 10.5, 6, 14],
        'text-max-width': 7,
        'symbol-sort-key': ['-', 0, ['get', 'area']],
      },
      paint: { 'text-color': p.dim, ...halo },
    },
    {
      id: 'arcs-deployment',
      type: 'line',
      source: 'arcs',
      filter: ['==', ['get', 'kind'], 'deployment'],
      layout: { 'line-cap': 'round' },
      paint: {
        'line-color': p.accent,
        'line-width': ['interpolate', ['linear'], ['get', 'count'], 1, 1.4, 20, 3],
        'line-opacity': ['case', ['get', 'moving'], 0.9, 0.45],
      },
    },
    {
      id: 'arcs-shipment',
      type: 'line',
      source: 'arcs',
      filter: ['==', ['get', 'kind'], 'shipment'],
      paint: {
        'line-color': p.accent,
        'line-width': 1.6,
        'line-dasharray': [1.6, 2],
        'line-opacity': ['case', ['get', 'moving'], 0.9, 0.45],
      },
    },
    {
      id: 'missions',
      type: 'circle',
      source: 'missions',
      filter: ['!', ['get', 'hub']],
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 1, 1.9, 5, 4, 8, 6],
        'circle-color': ['case', ['get', 'working'], p.text, p.land],
        'circle-opacity': 0.75,
        'circle-stroke-color': p.text,
        'circle-stroke-width': ['case', ['get', 'working'], 0, 1],
      },
    },
    {
      id: 'hubs',
      type: 'circle',
      source: 'missions',
      filter: ['get', 'hub'],
      paint: {
        'circle-radius': ['interpolate', ['linear'], ['zoom'], 1, 3.6, 5, 6.5, 8, 9],
        'circle-color': p.ground,
        'circle-stroke-color': p.accent,
        'circle-stroke-width': 2.2,
      },
    },
    {
      id: 'reports',
      type: 'circle',
      source: 'reports',
      paint: {
        'circle-radius': 4.5,
        'circle-color': 'rgba(0,0,0,0)',
        'circle-stroke-color': p.text,
        'circle-stroke-width': 1.4,
        'circle-stroke-opacity': 0.85,
      },
    },
    {
      id: 'hub-names',
      type: 'symbol',
      source: 'missions',
      filter: ['get', 'hub'],
      layout: { 'text-field': ['get', 'name'], 'text-font': MAP_FONT, 'text-size': 12, 'text-offset': [0, 1.05], 'text-anchor': 'top' },
      paint: { 'text-color': p.text, ...halo },
    },
    {
      id: 'mission-names',
      type: 'symbol',
      source: 'missions',
      filter: ['!', ['get', 'hub']],
      minzoom: 4,
      layout: {
        'text-field': ['get', 'name'],
        'text-font': MAP_FONT,
        'text-size': 11.5,
        'text-offset': [0, 0.8],
        'text-anchor': 'top',
        'text-optional': true,
      },
      paint: { 'text-color': p.text, ...halo },
    },
    {
      id: 'movers',
      type: 'circle',
      source: 'movers',
      filter: ['==', ['get', 'kind'], 'deployment'],
      paint: {
        'circle-radius': 6,
        'circle-color': p.accent,
        'circle-stroke-color': ['case', ['get', 'late'], p.level.serious, p.ground],
        'circle-stroke-width': 2,
      },
    },
    {
      // A shipment is a lozenge, so that it is not taken for a hub.
      id: 'movers-shipment',
      type: 'symbol',
      source: 'movers',
      filter: ['==', ['get', 'kind'], 'shipment'],
      layout: { 'text-field': '◆', 'text-font': MAP_FONT, 'text-size': 20, 'text-allow-overlap': true, 'text-ignore-placement': true },
      paint: { 'text-color': p.accent, 'text-halo-color': ['case', ['get', 'late'], p.level.serious, p.ground], 'text-halo-width': 2 },
    },
    {
      id: 'mover-names',
      type: 'symbol',
      source: 'movers',
      layout: {
        'text-field': ['get', 'label'],
        'text-font': MAP_FONT,
        'text-size': 11.5,
        'text-offset': [0, -1.3],
        'text-allow-overlap': false,
        'text-optional': true,
      },
      paint: { 'text-color': p.text, ...halo },
    },
  ];
}

type SetPaint = Parameters<MapLibreMap['setPaintProperty']>;
type PaintEntry = [SetPaint[1], SetPaint[2]];

/** Exchanges the colours in place: sources, camera and what is selected stay as they are. */
export function repaint(map: MapLibreMap, palette: Palette): void {
  for (const layer of sceneLayers(palette)) {
    if (!('paint' in layer) || layer.paint === undefined) continue;
    for (const [name, value] of Object.entries(layer.paint) as PaintEntry[]) map.setPaintProperty(layer.id, name, value);
  }
}
