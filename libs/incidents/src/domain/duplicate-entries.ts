import type { NewEntry } from '@bongsu/kernel';
import { DuplicateProposed, DuplicateRejected } from '../contract';
import type { DuplicateEvidence } from './duplicates';

interface Told {
  readonly id: string;
  readonly audience: readonly string[];
}

/** A proposal is told to those who know both; a guess makes nobody party to what she was not told. Headquarters sees it in any case. */
export function audienceOfPair(report: Told, incident: Told): string[] {
  return report.audience.filter((missionId) => incident.audience.includes(missionId));
}

export function duplicateProposed(
  proposalId: string,
  report: Told,
  incident: Told,
  { distanceKm, minutesApart, sameCategory }: DuplicateEvidence,
): NewEntry {
  return DuplicateProposed.of({
    subject: { type: 'duplicate', id: proposalId },
    incidentId: incident.id,
    audience: audienceOfPair(report, incident),
    body: { proposalId, reportId: report.id, incidentId: incident.id, distanceKm, minutesApart, sameCategory },
  });
}

export function duplicateRejected(proposalId: string, report: Told, incident: Told): NewEntry {
  return DuplicateRejected.of({
    subject: { type: 'duplicate', id: proposalId },
    incidentId: incident.id,
    audience: audienceOfPair(report, incident),
    body: { proposalId, reportId: report.id, incidentId: incident.id },
  });
}
