import { type Instant, type Refusal, type Result, ok } from '@bongsu/kernel';
import type { IncidentErrorCode, OpenIncident } from '../contract';
import { type AckWithin, ackDueAt } from './acknowledgement';
import type { Incident } from './incident';
import type { Jurisdiction } from './jurisdiction';
import type { Report } from './report';
import { checkPastTimes } from './times';

export interface OpeningFacts {
  readonly id: string;
  readonly code: string;
  readonly jurisdiction: Pick<Jurisdiction, 'missionId' | 'countryIso2'>;
  readonly audience: readonly string[];
  readonly within: AckWithin;
  /** Who seals it from the beginning; null when nobody does. */
  readonly sealedBy: string | null;
}

/** What an incident that is opened from reports takes over from them where the command says nothing: the first report that knows it. */
export function fromReports(command: OpenIncident, reports: readonly Report[]): OpenIncident {
  const placed = command.lat === null && command.lng === null ? reports.find((report) => report.lat !== null) : undefined;
  return {
    ...command,
    lat: placed?.lat ?? command.lat,
    lng: placed?.lng ?? command.lng,
    occurredAt: command.occurredAt ?? first(reports, (report) => report.occurredAt),
    recognisedAt: command.recognisedAt ?? first(reports, (report) => report.recognisedAt),
  };
}

/** The mission in charge of the reports, when none was named: that of the first which has one. */
export function jurisdictionOfReports(reports: readonly Report[]): Jurisdiction | null {
  return reports.find((report) => report.jurisdiction.missionId !== null)?.jurisdiction ?? reports[0]?.jurisdiction ?? null;
}

/** An incident begins as a signal at no alert level: raising either is a decision of its own. */
export function openIncident(command: OpenIncident, facts: OpeningFacts, now: Instant): Incident {
  const { title, category, urgency, lat, lng, zone, occurredAt, recognisedAt } = command;
  return {
    id: facts.id,
    code: facts.code,
    ...{ title, category, urgency, lat, lng, zone, occurredAt, recognisedAt },
    state: 'signal',
    alertLevel: 'none',
    alertReviewAt: null,
    alertReviewDueSaidAt: null,
    missionId: facts.jurisdiction.missionId,
    countryIso2: facts.jurisdiction.countryIso2,
    openedAt: now,
    updatedAt: now,
    ackDueAt: ackDueAt(facts.jurisdiction.missionId, urgency, now, facts.within),
    acknowledgedAt: null,
    ackOverdueAt: null,
    closedAt: null,
    sealGround: command.seal?.ground ?? null,
    sealedAt: facts.sealedBy === null ? null : now,
    sealedBy: facts.sealedBy,
    audience: facts.audience,
    version: 1,
  };
}

export function checkOpeningTimes(command: OpenIncident, now: Instant): Result<null, Refusal<IncidentErrorCode>> {
  const times = checkPastTimes({ occurredAt: command.occurredAt, recognisedAt: command.recognisedAt }, now);
  return times.ok ? ok(null) : times;
}

function first<T>(reports: readonly Report[], read: (report: Report) => T | null): T | null {
  for (const report of reports) {
    const value = read(report);
    if (value !== null) return value;
  }
  return null;
}
