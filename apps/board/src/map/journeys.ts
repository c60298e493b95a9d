import { type GeoPoint, type Instant, greatCircle, msBetween, pointAlong } from '@bongsu/kernel';
import type { BoardDeployment, BoardShipment } from '@bongsu/situation/contract';
import type { Feature, FeatureCollection, LineString, Point, Position } from 'geojson';

export type JourneyKind = 'deployment' | 'shipment';

/** People or goods on one way at one time: twelve officers on the same flight are one mark with a 12. */
export interface Journey {
  key: string;
  kind: JourneyKind;
  fromMissionId: string;
  toMissionId: string;
  departedAt: Instant | null;
  expectedAt: Instant | null;
  moving: boolean;
  count: number;
}

const waiting = new Set(['ordered', 'mobilising', 'picking']);
const under = new Set(['en-route', 'in-transit', 'customs-hold', 'returning']);

/** What is on its way or about to be; arrived and returned things are no journey any more. */
export function journeysOf(deployments: readonly BoardDeployment[], shipments: readonly BoardShipment[]): Journey[] {
  const groups = new Map<string, Journey>();
  const add = (kind: JourneyKind, one: BoardDeployment | BoardShipment, wayBackFrom: Instant | null): void => {
    if (!waiting.has(one.state) && !under.has(one.state)) return;
    const back = one.state === 'returning';
    const [from, to] = back ? [one.toMissionId, one.fromMissionId] : [one.fromMissionId, one.toMissionId];
    const moving = under.has(one.state);
    const departedAt = back ? wayBackFrom : one.departedAt;
    const key = [kind, from, to, moving ? (departedAt ?? 'under way') : 'waiting'].join('|');
    const known = groups.get(key);
    if (known) known.count += 1;
    else groups.set(key, { key, kind, fromMissionId: from, toMissionId: to, departedAt, expectedAt: one.expectedAt, moving, count: 1 });
  };
  for (const deployment of deployments) add('deployment', deployment, deployment.returnDepartedAt);
  for (const shipment of shipments) add('shipment', shipment, null);
  return [...groups.values()];
}

/** How far along, 0…1, by the expected arrival; the mark waits at the destination until somebody there confirms it. */
export function progress(journey: Pick<Journey, 'moving' | 'departedAt' | 'expectedAt'>, now: Instant): number {
  if (!journey.moving) return 0;
  if (journey.departedAt === null || journey.expectedAt === null) return 0.5;
  const whole = msBetween(journey.departedAt, journey.expectedAt);
  return whole <= 0 ? 1 : Math.min(1, Math.max(0, msBetween(journey.departedAt, now) / whole));
}

export interface ArcProperties {
  kind: JourneyKind;
  moving: boolean;
  count: number;
}

export function arcFeatures(
  journeys: readonly Journey[],
  place: (missionId: string) => GeoPoint | undefined,
): FeatureCollection<LineString, ArcProperties> {
  return {
    type: 'FeatureCollection',
    features: journeys.flatMap((journey): Feature<LineString, ArcProperties>[] => {
      const from = place(journey.fromMissionId);
      const to = place(journey.toMissionId);
      if (from === undefined || to === undefined) return [];
      const { kind, moving, count } = journey;
      return [
        {
          type: 'Feature',
          properties: { kind, moving, count },
          geometry: { type: 'LineString', coordinates: unwrapped(greatCircle(from, to, 72)) },
        },
      ];
    }),
  };
}

export interface MoverProperties {
  kind: JourneyKind;
  late: boolean;
  label: string;
}

export function moverFeatures(
  journeys: readonly Journey[],
  place: (missionId: string) => GeoPoint | undefined,
  now: Instant,
): FeatureCollection<Point, MoverProperties> {
  return {
    type: 'FeatureCollection',
    features: journeys.flatMap((journey): Feature<Point, MoverProperties>[] => {
      const from = place(journey.fromMissionId);
      const to = place(journey.toMissionId);
      if (!journey.moving || from === undefined || to === undefined) return [];
      const at = pointAlong(from, to, progress(journey, now));
      const late = journey.expectedAt !== null && msBetween(journey.expectedAt, now) > 0;
      return [
        {
          type: 'Feature',
          properties: { kind: journey.kind, late, label: journey.count > 1 ? `×${String(journey.count)}` : '' },
          geometry: { type: 'Point', coordinates: [at.lng, at.lat] },
        },
      ];
    }),
  };
}

/** Longitudes go on past ±180 so that a way over the Pacific is one line and not a stroke across the whole map. */
function unwrapped(points: readonly GeoPoint[]): Position[] {
  let turn = 0;
  return points.map((point, index) => {
    const before = points[index - 1];
    if (before !== undefined && Math.abs(point.lng - before.lng) > 180) turn += point.lng < before.lng ? 360 : -360;
    return [point.lng + turn, point.lat];
  });
}
