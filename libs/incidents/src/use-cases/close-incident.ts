import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { may } from '@bongsu/access';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import { type IncidentView, permissionToMove } from '../contract';
import { closeIncident } from '../domain/incident';
import { incidentMoved } from '../domain/incident-entries';
import { DecisionReasons } from '../storage/decision-reasons';
import { IncidentStore } from '../storage/incident.store';
import { admitToIncident } from './admission';
import { incidentView } from './views';

export interface CloseIncidentCommand {
  readonly incidentId: string;
  readonly reason: string;
  readonly overrideBlockers: boolean;
  readonly ifVersion?: number;
}

/** Ends an incident, unless something named is still open. The reason is kept with it, that of an override too. */
@Injectable()
export class CloseIncident {
  constructor(
    private readonly work: UnitOfWork,
    private readonly incidents: IncidentStore,
    private readonly reasons: DecisionReasons,
  ) {}

  execute(command: CloseIncidentCommand, actor: Actor): Promise<Result<IncidentView, Refusal>> {
    return this.work.run(actor, async (tx) => {
      const incident = admitToIncident(
        await this.incidents.lockToClose(tx, command.incidentId),
        actor,
        permissionToMove.close,
        command.ifVersion,
      );
      if (!incident.ok) return incident;
      const blockers = await this.incidents.blockers(tx, command.incidentId);
      const isHeadquarters = may(actor, permissionToMove.close, null);
      const decision = closeIncident(incident.value, blockers, { overrideBlockers: command.overrideBlockers, isHeadquarters }, tx.now);
      if (!decision.ok) return decision;
      const saved = await this.incidents.save(tx, decision.value);
      const decisionId = await this.reasons.keep(tx, { act: 'close', incidentId: saved.id, reportId: null }, command.reason);
      tx.append(incidentMoved(saved, 'close', incident.value.state, decisionId));
      return ok(incidentView(saved));
    });
  }
}
