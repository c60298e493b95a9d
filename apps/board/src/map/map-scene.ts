import type { FeatureCollection, Geometry } from 'geojson';
import * as maplibregl from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?url';
import type { GeoPoint } from '@bongsu/kernel';
import type { Language } from '../i18n';
import { type Borders, loadBorders } from './borders';
import { countryName } from './country-codes';
import { readPalette } from './palette';
import { type SourceName, repaint, sceneStyle } from './scene-layers';
import { seas } from './seas';

// The worker is a file of its own on our own origin; MapLibre would otherwise look for it beside a bundle that no longer is.
maplibregl.setWorkerUrl(workerUrl);

export interface SceneEvents {
  onMission(missionId: string): void;
  onReport(reportId: string): void;
  onPlace(point: GeoPoint): void;
}

export interface SceneTexts {
  zoomIn: string;
  zoomOut: string;
  canvas: string;
}

/** The map as an object: it is told what there is to draw and says what was clicked. It knows nothing of React or the store. */
export class MapScene {
  readonly map: maplibregl.Map;
  private readonly ready: Promise<void>;
  private readonly tip = new maplibregl.Popup({
    closeButton: false,
    closeOnClick: false,
    offset: 10,
    className: 'map-tip',
    maxWidth: '260px',
  });
  private borders: Borders | undefined;
  private gone = false;

  constructor(
    container: HTMLElement,
    texts: SceneTexts,
    private readonly events: SceneEvents,
    start: { center: GeoPoint; zoom?: number },
  ) {
    this.map = new maplibregl.Map({
      container,
      style: sceneStyle(readPalette()),
      center: [start.center.lng, start.center.lat],
      zoom: start.zoom ?? wholeWorldZoom(container),
      minZoom: 0.6,
      maxZoom: 11,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      locale: { 'NavigationControl.ZoomIn': texts.zoomIn, 'NavigationControl.ZoomOut': texts.zoomOut, 'Map.Title': texts.canvas },
    });
    this.map.touchZoomRotate.disableRotation();
    this.map.addControl(new maplibregl.NavigationControl({ showCompass: false }), 'top-right');
    this.ready = new Promise((resolve) => this.map.once('load', () => resolve()));
    this.listen();
  }

  /** Land, borders and names in the operator's language; the names wait for their font so that no other one is drawn. */
  async showWorld(language: Language): Promise<void> {
    const [borders] = await Promise.all([loadBorders(), this.ready]);
    if (this.gone) return;
    if (this.borders === undefined) {
      this.borders = borders;
      this.put('land', borders.land);
      this.put('borders', shape(borders.borders));
      this.put('coast', shape(borders.coast));
    }
    const countries = borders.labelPoints.map((point) => ({
      ...point,
      properties: { ...point.properties, name: countryName(point.properties.iso2, language) },
    }));
    const waters = seas.map((sea) => ({
      type: 'Feature' as const,
      properties: { name: sea.name[language], rank: sea.rank },
      geometry: { type: 'Point' as const, coordinates: [sea.lng, sea.lat] },
    }));
    await fontFor([...countries, ...waters].map(({ properties }) => properties.name).join(''));
    this.put('countries', { type: 'FeatureCollection', features: countries });
    this.put('seas', { type: 'FeatureCollection', features: waters });
  }

  /** Replaces what a source holds; `names` are the texts in it, whose font is fetched first. */
  async show(source: SourceName, data: FeatureCollection, names = ''): Promise<void> {
    await Promise.all([this.ready, names === '' ? undefined : fontFor(names)]);
    this.put(source, data);
  }

  repaint(): void {
    void this.ready.then(() => {
      if (!this.gone) repaint(this.map, readPalette());
    });
  }

  /** Back to the whole world, the way the map began. */
  showAll(center: GeoPoint, animate: boolean): void {
    this.map.easeTo({ center: [center.lng, center.lat], zoom: wholeWorldZoom(this.map.getContainer()), animate, duration: 700 });
  }

  /** Brings places into view; one place is shown with its surroundings. */
  fit(points: readonly GeoPoint[], animate: boolean): void {
    const [first] = points;
    if (first === undefined) return;
    const bounds = points.reduce(
      (box, point) => box.extend([point.lng, point.lat]),
      new maplibregl.LngLatBounds([first.lng, first.lat], [first.lng, first.lat]),
    );
    this.map.fitBounds(bounds, { padding: 90, maxZoom: points.length === 1 ? 5.2 : 6.5, animate, duration: 700 });
  }

  pin(element: HTMLElement, point: GeoPoint): maplibregl.Marker {
    return new maplibregl.Marker({ element, anchor: 'center' }).setLngLat([point.lng, point.lat]).addTo(this.map);
  }

  close(): void {
    this.gone = true;
    this.tip.remove();
    this.map.remove();
  }

  private put(source: SourceName, data: FeatureCollection): void {
    if (!this.gone) void this.map.getSource<maplibregl.GeoJSONSource>(source)?.setData(data);
  }

  private listen(): void {
    const points = ['missions', 'hubs', 'reports'];
    this.map.on('click', (event) => {
      const [hit] = this.map.queryRenderedFeatures(around(event.point), { layers: points });
      const id: unknown = hit?.properties['id'];
      if (hit && typeof id === 'string') {
        if (hit.layer.id === 'reports') this.events.onReport(id);
        else this.events.onMission(id);
      } else {
        const { lat, lng } = event.lngLat.wrap();
        this.events.onPlace({ lat, lng });
      }
    });
    this.map.on('mousemove', (event) => {
      const [hit] = this.map.queryRenderedFeatures(around(event.point), { layers: points });
      const text: unknown = hit?.properties['title'];
      this.map.getCanvas().style.cursor = hit ? 'pointer' : '';
      if (hit?.geometry.type !== 'Point' || typeof text !== 'string') {
        this.tip.remove();
        return;
      }
      const [lng = 0, lat = 0] = hit.geometry.coordinates;
      this.tip.setLngLat([lng, lat]).setText(text).addTo(this.map);
    });
    this.map.on('mouseout', () => this.tip.remove());
  }
}

const shape = (geometry: Geometry): FeatureCollection => ({
  type: 'FeatureCollection',
  features: [{ type: 'Feature', properties: {}, geometry }],
});

/** The zoom at which the world is as wide as the container; tiles are 512 pixels at zoom 0. */
function wholeWorldZoom(container: HTMLElement): number {
  return Math.max(0.6, Math.log2(container.clientWidth / 512));
}

/** A few pixels around the pointer: dots are small, fingers are not. */
function around({ x, y }: { x: number; y: number }): [[number, number], [number, number]] {
  return [
    [x - 6, y - 6],
    [x + 6, y + 6],
  ];
}

/** The subset files of the font that hold these characters; a missing font is no reason to have no map. */
async function fontFor(text: string): Promise<void> {
  await document.fonts.load("24px 'Pretendard Variable'", text).catch(() => undefined);
}
