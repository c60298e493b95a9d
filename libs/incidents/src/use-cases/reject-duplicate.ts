import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { type Actor, type Tx, UnitOfWork } from '@bongsu/platform';
import type { DuplicateProposalView } from '../contract';
import { duplicateRejected } from '../domain/duplicate-entries';
import type { Incident } from '../domain/incident';
import type { Report } from '../domain/report';
import { DuplicateProposals } from '../storage/duplicate-proposals';
import { IncidentStore } from '../storage/incident.store';
import type { DuplicateProposalEntity } from '../storage/report.entity';
import { ReportStore } from '../storage/report.store';
import { admitToIncident, visibleReport } from './admission';
import { proposalView } from './views';

export interface RejectDuplicateCommand {
  readonly proposalId: string;
}

/** A person says that a report is not about the incident it was proposed for. The pair is not proposed again. */
@Injectable()
export class RejectDuplicate {
  constructor(
    private readonly work: UnitOfWork,
    private readonly proposals: DuplicateProposals,
    private readonly reports: ReportStore,
    private readonly incidents: IncidentStore,
  ) {}

  execute({ proposalId }: RejectDuplicateCommand, actor: Actor): Promise<Result<DuplicateProposalView, Refusal>> {
    return this.work.run(actor, async (tx) => {
      const found = await this.find(tx, proposalId, actor);
      if (!found.ok) return found;
      const { proposal, report, incident } = found.value;
      if (proposal.state !== 'proposed') {
        return refuse(
          'conflict',
          'incidents.proposal-not-open',
          `The proposal was ${proposal.state} already.`,
          'Link or unlink the report instead.',
          { facts: { state: proposal.state } },
        );
      }
      await this.proposals.decide(tx, proposal, 'rejected');
      tx.append(duplicateRejected(proposalId, report, incident));
      return ok(proposalView(proposal, 'rejected'));
    });
  }

  /** The proposal with both its sides; to whoever may not see both, and may not link there, it does not exist. */
  private async find(
    tx: Tx,
    id: string,
    actor: Actor,
  ): Promise<Result<{ proposal: DuplicateProposalEntity; report: Report; incident: Incident }>> {
    const named = await this.proposals.find(tx, id);
    if (named === null) return notFound();
    // Report, incident, proposal: the order in which linking takes them too, so that the two never wait for each other crosswise.
    const report = visibleReport(await this.reports.lock(tx, named.reportId), actor);
    if (!report.ok) return notFound();
    const incident = admitToIncident(await this.incidents.lock(tx, named.incidentId), actor, 'incidents.report.link', undefined);
    const proposal = (await this.proposals.lock(tx, id)) ?? named;
    if (incident.ok) return ok({ proposal, report: report.value, incident: incident.value });
    return incident.refusal.kind === 'not-found' ? notFound() : incident;
  }
}

function notFound(): Result<never> {
  return refuse('not-found', 'incidents.proposal-not-found', 'There is no such proposal.', 'Check the id.');
}
