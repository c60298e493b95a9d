import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import type { ReportView } from '../contract';
import { reassignReport } from '../domain/report';
import { reportReassigned } from '../domain/report-entries';
import { DecisionReasons } from '../storage/decision-reasons';
import { ReportStore } from '../storage/report.store';
import { admitToReport } from './admission';
import { Places } from './places';
import { shareReport } from './sharing';
import { reportView } from './views';

export interface ReassignReportCommand {
  readonly reportId: string;
  readonly missionId: string;
  readonly reason: string;
  readonly ifVersion?: number;
}

/** Gives a report to another mission: the place was an estimate, the mission moved away, or another one is nearer. */
@Injectable()
export class ReassignReport {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reports: ReportStore,
    private readonly places: Places,
    private readonly reasons: DecisionReasons,
  ) {}

  execute(command: ReassignReportCommand, actor: Actor): Promise<Result<ReportView, Refusal>> {
    return this.work.run(actor, async (tx) => {
      const report = admitToReport(await this.reports.lock(tx, command.reportId), actor, 'incidents.report.reassign', command.ifVersion);
      if (!report.ok) return report;
      const mission = this.places.mission(command.missionId);
      if (!mission.ok) return mission;
      const decision = reassignReport(report.value, command.missionId);
      if (!decision.ok) return decision;
      const saved = await this.reports.save(tx, shareReport(tx, decision.value, this.places.audienceOf(command.missionId)));
      const about = { act: 'reassign-report', incidentId: saved.incidentId, reportId: saved.id } as const;
      const decisionId = await this.reasons.keep(tx, about, command.reason);
      tx.append(reportReassigned(saved, report.value.jurisdiction.missionId, command.missionId, decisionId));
      return ok(reportView(saved));
    });
  }
}
