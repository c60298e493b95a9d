import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { type Permission, may } from '@bongsu/access';
import { type Actor, isSealed, isVisible, visibilityOf } from '@bongsu/platform';
import { sealOf } from '../domain/audience';
import type { Incident } from '../domain/incident';
import type { Report } from '../domain/report';

/*
 * What every use case asks before it decides: is it there for this person at all, may she, and is it still what she read? In this
 * order, so that nobody learns from an answer that something exists which she may not see.
 */

export function refuseUnlessMay(actor: Actor, permission: Permission, missionId: string | null, field?: string): Result<null> {
  if (may(actor, permission, missionId)) return ok(null);
  return refuse(
    'forbidden',
    'access.forbidden',
    missionId === null ? 'Your roles do not allow this where no mission is in charge.' : 'Your roles do not allow this at that mission.',
    'Ask the mission in charge, or headquarters.',
    { ...(field === undefined ? {} : { field }), facts: { permission, missionId } },
  );
}

/** The incident, when the actor is among those who were told of it; otherwise it does not exist for her. */
export function visibleIncident(incident: Incident | null, actor: Actor): Result<Incident> {
  if (incident !== null && isVisible(incident.audience, visibilityOf(actor))) return ok(incident);
  return refuse(
    'not-found',
    'incidents.incident-not-found',
    'There is no such incident.',
    'Check the id; an incident of other missions is not shown.',
  );
}

/** The report, when the actor was told of it or filed it herself. */
export function visibleReport(report: Report | null, actor: Actor): Result<Report> {
  if (report !== null && ((report.filedBy === actor.id && !isSealed(report.audience)) || isVisible(report.audience, visibilityOf(actor))))
    return ok(report);
  return noSuchReport();
}

/** One answer for a report that is not there and for one that is not shown. */
export function noSuchReport(): Result<never> {
  return refuse(
    'not-found',
    'incidents.report-not-found',
    'There is no such report.',
    'Check the id; a report of other missions is not shown.',
  );
}

/**
 * What belongs to a sealed incident is not joined to anything else: a link or a correction would show there. Only whoever is on the list asks, so the
 * answer tells nobody. `incident` null = an incident that is not sealed, or a new one.
 */
export function refuseUnlessOfSeal(report: Report, incident: Incident | null): Result<null> {
  const seal = sealOf(report.audience);
  if (seal === null || seal === incident?.id) return ok(null);
  return refuse(
    'conflict',
    'incidents.report-of-another-seal',
    'The report belongs to a sealed incident.',
    'Unseal that incident first, or file what may be known as a report of its own.',
  );
}

export const correctionAcrossSeal = refuse(
  'conflict',
  'incidents.report-of-another-seal',
  'The corrected report is seen by others than those on the list.',
  'Link it to the sealed incident first, then correct it.',
  { field: 'correctsReportId' },
);

/** The incident to act on, once it is visible, permitted and not stale. */
export function admitToIncident(
  incident: Incident | null,
  actor: Actor,
  permission: Permission,
  ifVersion: number | undefined,
): Result<Incident> {
  const visible = visibleIncident(incident, actor);
  if (!visible.ok) return visible;
  const permitted = refuseUnlessMay(actor, permission, visible.value.missionId);
  if (!permitted.ok) return permitted;
  return fresh(visible.value, ifVersion, 'incidents.stale-incident');
}

/** The report to act on, likewise; its mission is the one in charge of it. */
export function admitToReport(report: Report | null, actor: Actor, permission: Permission, ifVersion: number | undefined): Result<Report> {
  const visible = visibleReport(report, actor);
  if (!visible.ok) return visible;
  const permitted = refuseUnlessMay(actor, permission, visible.value.jurisdiction.missionId);
  if (!permitted.ok) return permitted;
  return fresh(visible.value, ifVersion, 'incidents.stale-report');
}

/** Refused when somebody else changed it since it was read (If-Match); no version given is no condition. */
export function fresh<T extends { readonly version: number }>(
  found: T,
  ifVersion: number | undefined,
  code: 'incidents.stale-incident' | 'incidents.stale-report',
): Result<T, Refusal> {
  if (ifVersion === undefined || ifVersion === found.version) return ok(found);
  return refuse('stale', code, 'It was changed since you read it.', 'Read it again, look at what changed, and decide anew.', {
    field: 'If-Match',
    facts: { version: found.version },
  });
}
