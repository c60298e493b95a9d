import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, addMs, ok } from '@bongsu/kernel';
import { type Actor, type Tx, UnitOfWork } from '@bongsu/platform';
import { duplicateProposed } from '../domain/duplicate-entries';
import { sealOf } from '../domain/audience';
import { type Comparison, WIDEST_WINDOW_MS, probableDuplicates } from '../domain/duplicates';
import { DuplicateProposals, type Sighted } from '../storage/duplicate-proposals';

export type ProposeDuplicatesCommand = { readonly reportId: string } | { readonly incidentId: string };

/** A report is proposed for this many incidents at most; a new incident takes up this many reports that wait. */
const INCIDENTS_PER_REPORT = 3;
const REPORTS_PER_INCIDENT = 50;

/**
 * Looks for incidents that a report may be about, or for reports that may be about a new incident, and proposes them with the evidence. Links
 * nothing: a person decides. Runs after the filing, never in its way, as the house, which sees everything. What is sealed is compared apart, so that it
 * neither takes the place of anything nor leaves a gap; and a sealed report is compared with its own incident alone.
 */
@Injectable()
export class ProposeDuplicates {
  constructor(
    private readonly work: UnitOfWork,
    private readonly proposals: DuplicateProposals,
  ) {}

  execute(command: ProposeDuplicatesCommand, actor: Actor): Promise<Result<{ proposed: number }, Refusal>> {
    return this.work.run(actor, async (tx) => {
      const probable = 'reportId' in command ? await this.forReport(tx, command.reportId) : await this.forIncident(tx, command.incidentId);
      let proposed = 0;
      for (const { report, incident, evidence, score } of probable) {
        const proposalId = await this.proposals.propose(tx, { reportId: report.id, incidentId: incident.id }, evidence, score);
        if (proposalId === null) continue;
        tx.append(duplicateProposed(proposalId, report, incident, evidence));
        proposed += 1;
      }
      return ok({ proposed });
    });
  }

  private async forReport(tx: Tx, reportId: string): Promise<Comparison<Sighted>[]> {
    const report = await this.proposals.waitingReport(tx, reportId);
    if (report === null || report.at === null) return [];
    const incidents = await this.proposals.incidentsAround(
      tx,
      reportId,
      addMs(report.at, -WIDEST_WINDOW_MS),
      addMs(report.at, WIDEST_WINDOW_MS),
    );
    const seal = sealOf(report.audience);
    const sealed = incidents.filter(({ audience }) => sealOf(audience) !== null && (seal === null || sealOf(audience) === seal));
    const open = seal === null ? incidents.filter(({ audience }) => sealOf(audience) === null) : [];
    return [open, sealed].flatMap((among) => probableDuplicates([report], among, INCIDENTS_PER_REPORT));
  }

  private async forIncident(tx: Tx, incidentId: string): Promise<Comparison<Sighted>[]> {
    const incident = await this.proposals.runningIncident(tx, incidentId);
    if (incident === null || incident.at === null) return [];
    const reports = await this.proposals.reportsAround(
      tx,
      incidentId,
      addMs(incident.at, -WIDEST_WINDOW_MS),
      addMs(incident.at, WIDEST_WINDOW_MS),
    );
    const seal = sealOf(incident.audience);
    const comparable = reports.filter(({ audience }) => sealOf(audience) === null || sealOf(audience) === seal);
    return probableDuplicates(comparable, [incident], REPORTS_PER_INCIDENT);
  }
}
