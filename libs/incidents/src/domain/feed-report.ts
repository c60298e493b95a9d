import { type Instant, Sensitive } from '@bongsu/kernel';
import { type FeedEvent, type FeedReading, summaryOf, urgencyOfReading } from './feed-event';
import type { Jurisdiction } from './jurisdiction';
import type { Report } from './report';

export interface FeedReportFacts {
  readonly id: string;
  readonly jurisdiction: Jurisdiction;
  readonly audience: readonly string[];
  readonly filedBy: string;
}

/** A feed's event as a report: a first-hand official record (grade A) that nobody has heard from a person yet. */
export function reportOfReading(reading: FeedReading, facts: FeedReportFacts, now: Instant): Omit<Report, 'code'> {
  return {
    id: facts.id,
    state: 'unlinked',
    summary: Sensitive.of(summaryOf(reading)),
    details: null,
    category: reading.category,
    urgency: urgencyOfReading(reading),
    evidenceGrade: 'A',
    channel: 'feed',
    placeText: Sensitive.maybe(reading.place),
    lat: reading.lat,
    lng: reading.lng,
    precision: 'exact',
    jurisdiction: facts.jurisdiction,
    zone: 'UTC',
    occurredAt: reading.occurredAt,
    recognisedAt: null,
    reportedAt: reading.updatedAt,
    enteredAt: now,
    updatedAt: now,
    nationals: null,
    incidentId: null,
    correctsReportId: null,
    correctedByReportId: null,
    sourceNote: Sensitive.maybe(reading.sourceUrl),
    feed: { feed: reading.feed, eventId: reading.eventId, revision: 1, magnitude: reading.magnitude },
    filedBy: facts.filedBy,
    audience: facts.audience,
    version: 1,
  };
}

/**
 * A feed's report after the feed thought better of it. The mission follows the place, unless a person has decided on one, or the event
 * has moved to where no mission is in charge: then it stays with whom it was.
 */
export function revisedReport(report: Report, reading: FeedReading, found: Jurisdiction): Report {
  const feed = report.feed;
  if (feed === null) throw new Error(`report ${report.id} is of no feed`);
  const keeps = report.jurisdiction.basis === 'assigned' || found.missionId === null;
  return {
    ...report,
    summary: Sensitive.of(summaryOf(reading)),
    urgency: urgencyOfReading(reading),
    placeText: Sensitive.maybe(reading.place),
    lat: reading.lat,
    lng: reading.lng,
    occurredAt: reading.occurredAt,
    reportedAt: reading.updatedAt ?? report.reportedAt,
    jurisdiction: keeps ? report.jurisdiction : found,
    feed: { ...feed, revision: feed.revision + 1, magnitude: reading.magnitude },
  };
}

/** An event as it is remembered after a reading. It keeps the id under which it was first known, and every id it has had. */
export function rememberedEvent(
  reading: FeedReading,
  known: FeedEvent | null,
  now: { readonly id: string; readonly state: FeedEvent['state']; readonly reportId: string | null },
): FeedEvent {
  return {
    ...reading,
    id: known?.id ?? now.id,
    eventId: known?.eventId ?? reading.eventId,
    allIds: [...new Set([...(known?.allIds ?? []), ...reading.allIds])],
    state: now.state,
    reportId: now.reportId,
    revision: (known?.revision ?? 0) + 1,
  };
}
