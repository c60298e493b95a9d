import type { Instant } from '@bongsu/kernel';
import type { Category, Urgency } from '../contract';

export type PagerAlert = 'green' | 'yellow' | 'orange' | 'red';

/** What a feed says of one event now, in our words. */
export interface FeedReading {
  readonly feed: string;
  readonly eventId: string;
  /** Every id under which the event goes, its own first. */
  readonly allIds: readonly string[];
  readonly category: Category;
  readonly magnitude: number | null;
  readonly place: string | null;
  readonly lat: number;
  readonly lng: number;
  readonly depthKm: number | null;
  readonly occurredAt: Instant;
  /** When the feed last changed it; null when the feed does not say. */
  readonly updatedAt: Instant | null;
  readonly alert: PagerAlert | null;
  readonly tsunamiFlag: boolean;
  readonly withdrawn: boolean;
  readonly sourceUrl: string | null;
}

/** What we know of an event from before. `state` seen = below the floor, remembered so that it is noticed when it rises. */
export interface FeedEvent extends FeedReading {
  readonly id: string;
  readonly state: 'seen' | 'filed';
  readonly reportId: string | null;
  readonly revision: number;
}

/** What becomes of a reading. */
export type FeedStep =
  | { readonly kind: 'see'; readonly reading: FeedReading; readonly known: FeedEvent | null }
  | { readonly kind: 'file'; readonly reading: FeedReading; readonly known: FeedEvent | null }
  | { readonly kind: 'revise'; readonly reading: FeedReading; readonly known: FeedEvent; readonly withdrawnNow: boolean }
  | { readonly kind: 'leave' };

/**
 * What to do with what a feed says of an event, given what was known. An older reading than the one we have says nothing (documents
 * overtake each other). Once filed, an event stays a report, however small it becomes: a person has seen it.
 */
export function stepForReading(reading: FeedReading, known: FeedEvent | null, floorMagnitude: number): FeedStep {
  if (known === null) {
    if (reading.withdrawn) return { kind: 'leave' };
    return isWorthReporting(reading, floorMagnitude) ? { kind: 'file', reading, known } : { kind: 'see', reading, known };
  }
  if (!isNewer(reading, known)) return { kind: 'leave' };
  if (known.state === 'filed') return { kind: 'revise', reading, known, withdrawnNow: reading.withdrawn && !known.withdrawn };
  return isWorthReporting(reading, floorMagnitude) && !reading.withdrawn
    ? { kind: 'file', reading, known }
    : { kind: 'see', reading, known };
}

/** Strong enough, estimated to do harm, or with a tsunami flag (the flag says that bulletins exist, not that there is a wave). */
export function isWorthReporting(reading: FeedReading, floorMagnitude: number): boolean {
  return (
    (reading.magnitude !== null && reading.magnitude >= floorMagnitude) ||
    reading.alert === 'orange' ||
    reading.alert === 'red' ||
    reading.tsunamiFlag
  );
}

/** Before PAGER has spoken, a quake this strong is taken for serious: the estimate comes some twenty minutes after the event. */
const SERIOUS_MAGNITUDE = 7;
const STRONG_MAGNITUDE = 6;

/** Urgency from PAGER's estimate of deaths and losses; from the magnitude as long as there is none. A revision corrects it. */
export function urgencyOfReading({ alert, magnitude }: Pick<FeedReading, 'alert' | 'magnitude'>): Urgency {
  if (alert !== null) return alert === 'red' ? 'U1' : alert === 'orange' ? 'U2' : alert === 'yellow' ? 'U3' : 'U4';
  if (magnitude === null || magnitude < STRONG_MAGNITUDE) return 'U4';
  return magnitude >= SERIOUS_MAGNITUDE ? 'U2' : 'U3';
}

/** By the feed's own time of change when both readings have one; without it, by what is said. */
function isNewer(reading: FeedReading, known: FeedEvent): boolean {
  if (reading.updatedAt !== null && known.updatedAt !== null && reading.updatedAt !== known.updatedAt)
    return reading.updatedAt > known.updatedAt;
  return saysOtherwise(reading, known);
}

function saysOtherwise(a: FeedReading, b: FeedReading): boolean {
  return (
    a.magnitude !== b.magnitude ||
    a.lat !== b.lat ||
    a.lng !== b.lng ||
    a.occurredAt !== b.occurredAt ||
    a.place !== b.place ||
    a.alert !== b.alert ||
    a.tsunamiFlag !== b.tsunamiFlag ||
    a.withdrawn !== b.withdrawn
  );
}

/** `M 7.8 earthquake, 26 km ENE of Nurdağı, Turkey, 10 km deep`: the report's summary, in the feed's own words where it has any. */
export function summaryOf(reading: FeedReading): string {
  const size = reading.magnitude === null ? '' : `M ${reading.magnitude.toFixed(1)} `;
  const depth = reading.depthKm === null ? '' : `, ${Math.round(reading.depthKm)} km deep`;
  const place = reading.place === null ? '' : `, ${reading.place}`;
  return `${size}${reading.category}${place}${depth}`.slice(0, 500);
}
