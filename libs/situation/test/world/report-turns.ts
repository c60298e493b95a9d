import * as incidents from '@bongsu/incidents/contract';
import { type Step, instantAt, missions, pick } from '../chance';
import { type KnownReport, type KnownWorld, type Stated, state } from './known-world';

/* Turns of the world: what is reported, and what becomes of it. Each states nothing when the world does not permit it now. */

export function file(world: KnownWorld, { a, b, c }: Step): Stated {
  const report: KnownReport = {
    id: world.newId(),
    incidentId: world.incidents.length > 0 && c % 4 === 0 ? pick(world.incidents, b).id : null,
  };
  const corrects = world.reports.length > 0 && c % 7 === 0 ? pick(world.reports, a).id : null;
  world.reports.push(report);
  const best = a % 200;
  return state(incidents.ReportFiled, 'report', report.id, report.incidentId, {
    reportId: report.id,
    code: `R-${world.made}`,
    category: pick(incidents.categories, a),
    urgency: pick(incidents.urgencies, b),
    evidenceGrade: pick(incidents.evidenceGrades, c),
    channel: pick(incidents.channels, b),
    missionId: a % 9 === 0 ? null : pick(missions, a),
    countryIso2: 'TR',
    basis: 'resident',
    estimate: b % 2 === 0,
    lat: c % 5 === 0 ? null : (a % 90) + 0.5,
    lng: c % 5 === 0 ? null : (b % 180) + 0.25,
    occurredAt: instantAt(0),
    reportedAt: instantAt(1),
    nationals: b % 3 === 0 ? null : { low: Math.floor(best / 2), best, high: best * 2 },
    correctsReportId: corrects,
    incidentId: report.incidentId,
    feed: c % 11 === 0 ? { feed: 'usgs', eventId: `us${a % 50}`, revision: 1, magnitude: 7.8 } : null,
  });
}

export function link(world: KnownWorld, { a, b }: Step): Stated | null {
  const report = world.some(world.reports, a, (one) => one.incidentId === null);
  const incident = world.running(b);
  if (!report || !incident) return null;
  report.incidentId = incident.id;
  return state(incidents.ReportLinked, 'report', report.id, incident.id, { reportId: report.id, incidentId: incident.id });
}

export function unlink(world: KnownWorld, { a }: Step): Stated | null {
  const report = world.some(world.reports, a, (one) => one.incidentId !== null);
  if (!report?.incidentId) return null;
  const incidentId = report.incidentId;
  report.incidentId = null;
  return state(incidents.ReportUnlinked, 'report', report.id, incidentId, { reportId: report.id, incidentId, decisionId: null });
}

export function dismiss(world: KnownWorld, { a, b }: Step): Stated | null {
  const report = world.some(world.reports, a, (one) => one.incidentId === null && b % 4 === 0);
  return report ? state(incidents.ReportDismissed, 'report', report.id, null, { reportId: report.id, decisionId: 'd-dismissed' }) : null;
}

export function revise(world: KnownWorld, { a, b }: Step): Stated | null {
  const report = world.some(world.reports, a);
  return report
    ? state(incidents.ReportRevised, 'report', report.id, report.incidentId, {
        reportId: report.id,
        revision: 2,
        lat: 37.2,
        lng: 37,
        magnitude: 7 + (b % 9) / 10,
        occurredAt: instantAt(0),
        ...(b % 2 === 0 ? { urgency: pick(incidents.urgencies, b) } : {}),
      })
    : null;
}

export function reassignReport(world: KnownWorld, { a, b }: Step): Stated | null {
  const report = world.some(world.reports, a);
  return report
    ? state(incidents.ReportReassigned, 'report', report.id, report.incidentId, {
        reportId: report.id,
        from: null,
        to: pick(missions, b),
        decisionId: 'd-reassigned',
      })
    : null;
}

export function propose(world: KnownWorld, { a, b }: Step): Stated | null {
  const report = world.some(world.reports, a, (one) => one.incidentId === null);
  const incident = world.running(b);
  if (!report || !incident) return null;
  const proposal = { id: world.newId(), reportId: report.id, incidentId: incident.id };
  world.proposals.push(proposal);
  return state(incidents.DuplicateProposed, 'proposal', proposal.id, incident.id, {
    proposalId: proposal.id,
    reportId: report.id,
    incidentId: incident.id,
    distanceKm: a % 300,
    minutesApart: b % 60,
    sameCategory: a % 2 === 0,
  });
}

export function reject(world: KnownWorld, { a }: Step): Stated | null {
  const proposal = world.some(world.proposals, a);
  return proposal
    ? state(incidents.DuplicateRejected, 'proposal', proposal.id, proposal.incidentId, {
        proposalId: proposal.id,
        reportId: proposal.reportId,
        incidentId: proposal.incidentId,
      })
    : null;
}
