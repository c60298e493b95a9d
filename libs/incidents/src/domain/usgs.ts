import { type Instant, addMs, type Result, ok, refuse } from '@bongsu/kernel';
import { type UsgsFeature, usgsFeatureSchema } from '../contract';
import type { FeedReading } from './feed-event';
import { CLOCK_SKEW_MS } from './times';

export const USGS = 'usgs';
const EVENT_PAGE = 'https://earthquake.usgs.gov/';

/** A USGS feature in our words, or why it cannot be read. Everything is checked here, so that nothing broken gets further. */
export function readUsgsFeature(feature: unknown, now: Instant): Result<FeedReading> {
  const parsed = usgsFeatureSchema.safeParse(feature);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return broken(`${issue?.path.join('.') || 'feature'}: ${issue?.message ?? 'unreadable'}`);
  }
  const reading = readingOf(parsed.data);
  if (reading.occurredAt > addMs(now, CLOCK_SKEW_MS)) return broken('properties.time: lies in the future');
  return ok(reading);
}

function readingOf({ id, properties, geometry }: UsgsFeature): FeedReading {
  const [lng, lat, depth] = geometry.coordinates;
  return {
    feed: USGS,
    eventId: id,
    allIds: idsOf(id, properties.ids ?? ''),
    category: categoryOf(properties.type ?? 'earthquake'),
    magnitude: properties.mag,
    place: properties.place?.trim() || null,
    lat,
    lng,
    depthKm: depth ?? null,
    occurredAt: instantOf(properties.time),
    updatedAt: properties.updated === null || properties.updated === undefined ? null : instantOf(properties.updated),
    alert: properties.alert ?? null,
    tsunamiFlag: properties.tsunami === 1,
    withdrawn: properties.status === 'deleted',
    sourceUrl: properties.url?.startsWith(EVENT_PAGE) === true ? properties.url : null,
  };
}

/** `,us6000jllz,usauto6000jllz,` → both, the event's own id first. */
function idsOf(id: string, ids: string): string[] {
  return [...new Set([id, ...ids.split(',').filter((each) => /^[A-Za-z0-9_.-]{1,64}$/.test(each))])];
}

/** The feed also carries blasts, ice quakes and the like; they are no earthquakes to us. */
function categoryOf(type: string): FeedReading['category'] {
  if (type === 'earthquake') return 'earthquake';
  return type === 'volcanic eruption' || type === 'volcanic explosion' ? 'volcano' : 'other';
}

function instantOf(epochMs: number): Instant {
  return new Date(epochMs).toISOString();
}

function broken(reason: string): Result<never> {
  return refuse('invalid', 'incidents.feed-document-broken', reason, 'Nothing to do: the feature is kept with this reason.');
}
