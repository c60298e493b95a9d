import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import type { ReportView } from '../contract';
import { dismissReport } from '../domain/report';
import { reportDismissed } from '../domain/report-entries';
import { DecisionReasons } from '../storage/decision-reasons';
import { ReportStore } from '../storage/report.store';
import { admitToReport } from './admission';
import { reportView } from './views';

export interface DismissReportCommand {
  readonly reportId: string;
  readonly reason: string;
  readonly ifVersion?: number;
}

/** A person says that nothing follows from a report. It stays readable, and can still be linked when it turns out to matter. */
@Injectable()
export class DismissReport {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reports: ReportStore,
    private readonly reasons: DecisionReasons,
  ) {}

  execute(command: DismissReportCommand, actor: Actor): Promise<Result<ReportView, Refusal>> {
    return this.work.run(actor, async (tx) => {
      const report = admitToReport(await this.reports.lock(tx, command.reportId), actor, 'incidents.report.link', command.ifVersion);
      if (!report.ok) return report;
      const decision = dismissReport(report.value);
      if (!decision.ok) return decision;
      const saved = await this.reports.save(tx, decision.value);
      const decisionId = await this.reasons.keep(tx, { act: 'dismiss-report', incidentId: null, reportId: saved.id }, command.reason);
      tx.append(reportDismissed(saved, decisionId));
      return ok(reportView(saved));
    });
  }
}
