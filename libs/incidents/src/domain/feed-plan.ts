import { type FeedEvent, type FeedReading, type FeedStep, stepForReading } from './feed-event';

export interface PlannedStep {
  readonly step: FeedStep;
  /** The feature as it came, to be kept with what follows from it. */
  readonly feature: unknown;
}

export interface ReadFeature {
  readonly reading: FeedReading;
  readonly feature: unknown;
}

/** What follows from a document, event by event, given what was known of any of their ids. An event that is in it twice counts once, as newest. */
export function planFeed(read: readonly ReadFeature[], known: readonly FeedEvent[], floorMagnitude: number): PlannedStep[] {
  const byId = eventsById(known);
  return newestOfEach(read).map(({ reading, feature }) => ({
    step: stepForReading(reading, knownAs(reading, byId), floorMagnitude),
    feature,
  }));
}

/** Networks merge events: of several that share an id the one that was filed is meant, or else the one known longest. */
function knownAs(reading: FeedReading, byId: ReadonlyMap<string, readonly FeedEvent[]>): FeedEvent | null {
  const same = reading.allIds.flatMap((id) => byId.get(id) ?? []).sort((a, b) => (a.id < b.id ? -1 : 1));
  return same.find((event) => event.state === 'filed') ?? same[0] ?? null;
}

function eventsById(known: readonly FeedEvent[]): Map<string, FeedEvent[]> {
  const byId = new Map<string, FeedEvent[]>();
  for (const event of known) for (const id of event.allIds) byId.set(id, [...(byId.get(id) ?? []), event]);
  return byId;
}

function newestOfEach(read: readonly ReadFeature[]): ReadFeature[] {
  const kept: ReadFeature[] = [];
  const placeOf = new Map<string, number>();
  for (const each of read) {
    const place = each.reading.allIds.map((id) => placeOf.get(id)).find((index) => index !== undefined);
    const before = place === undefined ? undefined : kept[place];
    if (place === undefined || before === undefined) kept.push(each);
    else if ((each.reading.updatedAt ?? '') > (before.reading.updatedAt ?? '')) kept[place] = each;
    for (const id of each.reading.allIds) placeOf.set(id, place ?? kept.length - 1);
  }
  return kept;
}
