import type { Tx } from '@bongsu/platform';
import { newcomers, widened } from '../domain/audience';
import type { Report } from '../domain/report';
import { reportShared } from '../domain/sharing';

/**
 * Adds missions to a report's audience and tells the new ones how it stands; what is shared with a sealed incident is sealed with it. The report is saved
 * by whoever calls.
 */
export function shareReport(tx: Tx, report: Report, missions: readonly string[]): Report {
  const fresh = newcomers(report.audience, missions);
  if (fresh.length > 0) tx.append(reportShared(report, fresh));
  return { ...report, audience: widened(report.audience, missions) };
}
