import { z } from 'zod';
import { idSchema, latitudeSchema, longitudeSchema, pageOf, storedInstantSchema } from '@bongsu/platform/contract';

/**
 * The USGS earthquake feed (https://earthquake.usgs.gov/earthquakes/feed/v1.0/geojson.php). It is somebody else's format and grows
 * without asking us, so fields that we do not know pass; those that we use are checked, each feature for itself.
 */
export const usgsDocumentSchema = z.looseObject({
  type: z.literal('FeatureCollection'),
  metadata: z.looseObject({ generated: z.int().nullish() }).nullish(),
  /** Taken one by one: one broken feature must not hide the others. */
  features: z.array(z.unknown()).max(20_000),
});
export type UsgsDocument = z.infer<typeof usgsDocumentSchema>;

const epochMs = z.int().min(Date.parse('1948-08-15T00:00:00Z')).max(Date.parse('2200-01-01T00:00:00Z'));
const line = (max: number) =>
  z
    .string()
    .max(max)
    .regex(/^\P{Cc}*$/u, 'contains control characters');
/** Network code and event code, such as us6000jllz. */
const eventIdSchema = z.string().regex(/^[A-Za-z0-9_.-]{1,64}$/);

/** One event. Times are milliseconds since 1970 UTC; coordinates are longitude, latitude and depth in km. */
export const usgsFeatureSchema = z.looseObject({
  type: z.literal('Feature'),
  id: eventIdSchema,
  properties: z.looseObject({
    mag: z.number().min(-5).max(12).nullable(),
    place: line(300).nullish(),
    time: epochMs,
    updated: epochMs.nullish(),
    url: line(500).nullish(),
    /** PAGER's estimate of impact; absent until it is computed, some half an hour after the event. */
    alert: z.enum(['green', 'yellow', 'orange', 'red']).nullish(),
    status: line(40).nullish(),
    tsunami: z.int().min(0).max(1).nullish(),
    /** Every id under which networks know the event: ",us6000jllz,usauto6000jllz,". */
    ids: line(2_000).nullish(),
    type: line(60).nullish(),
  }),
  geometry: z.looseObject({
    type: z.literal('Point'),
    coordinates: z.tuple([longitudeSchema, latitudeSchema]).rest(z.number().nullable()),
  }),
});
export type UsgsFeature = z.infer<typeof usgsFeatureSchema>;

/** POST /feeds/usgs takes the document as it came; what is wrong with it is kept and said, not thrown away. */
export const usgsSubmissionSchema = z.union([z.string().max(8 * 1024 * 1024), z.record(z.string(), z.unknown())]);

/** What became of a document, in numbers of features. */
export const feedSummarySchema = z.strictObject({
  feed: z.string(),
  features: z.int(),
  /** Reports filed. */
  filed: z.int(),
  reportIds: z.array(idSchema),
  /** Events known before, now newer. */
  revised: z.int(),
  /** Events taken back by the feed. */
  withdrawn: z.int(),
  /** Below the floor: remembered, not reported. */
  seen: z.int(),
  unchanged: z.int(),
  /** Broken features, kept with their reason. */
  rejected: z.int(),
});
export type FeedSummary = z.infer<typeof feedSummarySchema>;

/** A document or feature that could not be read; the bytes themselves are at …/rejected/:id/document. */
export const rejectedDocumentSchema = z.strictObject({
  id: idSchema,
  feed: z.string(),
  reason: z.string(),
  sizeBytes: z.int(),
  firstSeenAt: storedInstantSchema,
  lastSeenAt: storedInstantSchema,
  timesSeen: z.int(),
});
export type RejectedDocumentView = z.infer<typeof rejectedDocumentSchema>;
export const rejectedDocumentPageSchema = pageOf(rejectedDocumentSchema);
