import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import type { ReportView } from '../contract';
import { widened } from '../domain/audience';
import { unlinkReport } from '../domain/report';
import { reportUnlinked } from '../domain/report-entries';
import { DuplicateProposals } from '../storage/duplicate-proposals';
import { DecisionReasons } from '../storage/decision-reasons';
import { IncidentStore } from '../storage/incident.store';
import { ReportStore } from '../storage/report.store';
import { admitToIncident, fresh, visibleReport } from './admission';
import { reportView } from './views';

export interface UnlinkReportCommand {
  readonly incidentId: string;
  readonly reportId: string;
  readonly reason: string | null;
  readonly ifVersion?: number;
}

/** Takes a link back. The report waits again, and is not proposed for this incident a second time. */
@Injectable()
export class UnlinkReport {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reports: ReportStore,
    private readonly incidents: IncidentStore,
    private readonly proposals: DuplicateProposals,
    private readonly reasons: DecisionReasons,
  ) {}

  execute(command: UnlinkReportCommand, actor: Actor): Promise<Result<ReportView, Refusal>> {
    return this.work.run(actor, async (tx) => {
      const report = visibleReport(await this.reports.lock(tx, command.reportId), actor);
      if (!report.ok) return report;
      const incident = admitToIncident(await this.incidents.lock(tx, command.incidentId), actor, 'incidents.report.link', undefined);
      if (!incident.ok) return incident;
      const unchanged = fresh(report.value, command.ifVersion, 'incidents.stale-report');
      if (!unchanged.ok) return unchanged;
      const decision = unlinkReport(report.value, command.incidentId);
      if (!decision.ok) return decision;
      const saved = await this.reports.save(tx, decision.value);
      await this.proposals.decide(tx, { reportId: saved.id, incidentId: command.incidentId }, 'rejected');
      const about = { act: 'unlink-report', incidentId: command.incidentId, reportId: saved.id } as const;
      const decisionId = await this.reasons.keep(tx, about, command.reason);
      tx.append(reportUnlinked(saved, command.incidentId, widened(saved.audience, incident.value.audience), decisionId));
      return ok(reportView(saved));
    });
  }
}
