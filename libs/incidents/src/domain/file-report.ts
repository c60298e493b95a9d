import { type Instant, type Refusal, type Result, Sensitive, ok, refuse } from '@bongsu/kernel';
import type { FileReport, IncidentErrorCode } from '../contract';
import { widened } from './audience';
import type { Incident } from './incident';
import type { Jurisdiction } from './jurisdiction';
import type { Report } from './report';
import { checkPastTimes } from './times';

/** What is known when a report comes in, besides what it says. */
export interface FilingFacts {
  readonly id: string;
  readonly jurisdiction: Jurisdiction;
  /** Who is told because of that mission. */
  readonly audience: readonly string[];
  /** The report that this one corrects, and the incident that it belongs to from the start. */
  readonly earlier: Report | null;
  readonly incident: Incident | null;
  readonly filedBy: string;
}

/** A latitude without a longitude, or the other way round, is no place. */
export function checkCoordinates(
  point: { readonly lat: number | null; readonly lng: number | null },
  path = '',
): Result<null, Refusal<IncidentErrorCode>> {
  if ((point.lat === null) === (point.lng === null)) return ok(null);
  const field = `${path}${point.lat === null ? 'lat' : 'lng'}`;
  return refuse(
    'invalid',
    'incidents.coordinates-incomplete',
    `${field} is missing: coordinates need both.`,
    'Give latitude and longitude together, or neither.',
    { field },
  );
}

/** A report as it is filed: what was said, word for word, and when it was entered here. */
export function fileReport(said: FileReport, facts: FilingFacts, now: Instant): Result<Omit<Report, 'code'>, Refusal<IncidentErrorCode>> {
  const times = checkPastTimes({ occurredAt: said.occurredAt, recognisedAt: said.recognisedAt, reportedAt: said.reportedAt }, now);
  if (!times.ok) return times;
  const { incident, earlier } = facts;
  const { category, urgency, evidenceGrade, channel, zone, occurredAt, recognisedAt, reportedAt, nationals, correctsReportId } = said;
  return ok({
    id: facts.id,
    state: incident === null ? 'unlinked' : 'linked',
    ...{
      category,
      urgency,
      evidenceGrade,
      channel,
      zone,
      occurredAt,
      recognisedAt,
      reportedAt,
      nationals,
      correctsReportId,
    },
    summary: Sensitive.of(said.summary),
    details: Sensitive.maybe(said.details),
    sourceNote: Sensitive.maybe(said.sourceNote),
    placeText: Sensitive.maybe(said.place.text),
    lat: said.place.lat,
    lng: said.place.lng,
    precision: said.place.precision,
    jurisdiction: facts.jurisdiction,
    enteredAt: now,
    updatedAt: now,
    incidentId: incident?.id ?? null,
    correctedByReportId: null,
    feed: null,
    filedBy: facts.filedBy,
    audience: widened(facts.audience, [...(earlier?.audience ?? []), ...(incident?.audience ?? [])]),
    version: 1,
  });
}

/** Where a report that names no place belongs: with the report that it corrects, or with its incident; else with nobody yet. */
export function inheritedJurisdiction(earlier: Report | null, incident: Incident | null): Jurisdiction | null {
  if (earlier !== null && earlier.jurisdiction.missionId !== null) return { ...earlier.jurisdiction, candidates: [] };
  if (incident === null || incident.missionId === null) return null;
  return {
    missionId: incident.missionId,
    countryIso2: incident.countryIso2,
    basis: 'assigned',
    estimate: false,
    caveat: null,
    caveatCodes: [],
    candidates: [],
  };
}
