import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, type Tx, UnitOfWork } from '@bongsu/platform';
import type { ReportView } from '../contract';
import { widened } from '../domain/audience';
import { refuseWhenOver } from '../domain/incident';
import { linkReport } from '../domain/report';
import { reportLinked } from '../domain/report-entries';
import { DuplicateProposals } from '../storage/duplicate-proposals';
import { IncidentAudience } from '../storage/incident-audience';
import { IncidentStore } from '../storage/incident.store';
import { ReportStore } from '../storage/report.store';
import { admitToIncident, fresh, refuseUnlessOfSeal, visibleReport } from './admission';
import { Sealing } from './sealing';
import { shareReport } from './sharing';
import { reportView } from './views';

export interface LinkReportCommand {
  readonly incidentId: string;
  readonly reportId: string;
  /** The report's version as it was read. */
  readonly ifVersion?: number;
}

/**
 * A person says that a report is about an incident. Whoever knows the one is told of the other; when the incident is sealed, the report leaves the sight
 * of everybody who is not on its list.
 */
@Injectable()
export class LinkReport {
  constructor(
    private readonly work: UnitOfWork,
    private readonly reports: ReportStore,
    private readonly incidents: IncidentStore,
    private readonly audience: IncidentAudience,
    private readonly proposals: DuplicateProposals,
    private readonly sealing: Sealing,
  ) {}

  execute(command: LinkReportCommand, actor: Actor): Promise<Result<ReportView, Refusal>> {
    return this.work.run(actor, async (tx) => {
      const report = visibleReport(await this.reports.lock(tx, command.reportId), actor);
      if (!report.ok) return report;
      const incident = admitToIncident(await this.incidents.lock(tx, command.incidentId), actor, 'incidents.report.link', undefined);
      if (!incident.ok) return incident;
      const unchanged = fresh(report.value, command.ifVersion, 'incidents.stale-report');
      if (!unchanged.ok) return unchanged;
      const over = refuseWhenOver(incident.value);
      if (!over.ok) return over;
      const decision = linkReport(report.value, command.incidentId);
      if (!decision.ok) return decision;
      const sameSeal = refuseUnlessOfSeal(report.value, incident.value);
      if (!sameSeal.ok) return sameSeal;
      const isSealed = incident.value.sealGround !== null;
      if (isSealed) await this.withdraw(tx, command);
      const told = await this.audience.concern(tx, command.incidentId, report.value.audience);
      const shared = shareReport(tx, report.value, told);
      const saved = await this.reports.save(tx, { ...decision.value, audience: shared.audience });
      if (isSealed) await this.reports.follow(tx, command.incidentId, 'sealed');
      await this.proposals.decide(tx, { reportId: saved.id, incidentId: command.incidentId }, 'linked');
      tx.append(reportLinked(saved, command.incidentId, widened(saved.audience, told)));
      return ok(reportView(saved));
    });
  }

  /** What it corrects and what corrects it leaves everybody else's sight with it. */
  private async withdraw(tx: Tx, { incidentId, reportId }: LinkReportCommand): Promise<void> {
    const reports = await this.reports.withCorrections(tx, [reportId]);
    await this.sealing.withdraw(tx, incidentId, { reportIds: reports.map(({ id }) => id) });
  }
}
