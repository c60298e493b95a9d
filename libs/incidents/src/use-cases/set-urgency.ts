import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import { type IncidentView, type Urgency, permissionToDecide } from '../contract';
import { changeUrgency } from '../domain/decisions';
import { urgencyChanged } from '../domain/incident-entries';
import { DecisionReasons } from '../storage/decision-reasons';
import { IncidentStore } from '../storage/incident.store';
import { admitToIncident } from './admission';
import { incidentView } from './views';

export interface SetUrgencyCommand {
  readonly incidentId: string;
  readonly urgency: Urgency;
  readonly reason: string;
  readonly ifVersion?: number;
}

/** A person judges the urgency anew, either way. */
@Injectable()
export class SetUrgency {
  constructor(
    private readonly work: UnitOfWork,
    private readonly incidents: IncidentStore,
    private readonly reasons: DecisionReasons,
  ) {}

  execute(command: SetUrgencyCommand, actor: Actor): Promise<Result<IncidentView, Refusal>> {
    return this.work.run(actor, async (tx) => {
      const incident = admitToIncident(
        await this.incidents.lock(tx, command.incidentId),
        actor,
        permissionToDecide['set-urgency'],
        command.ifVersion,
      );
      if (!incident.ok) return incident;
      const decision = changeUrgency(incident.value, command.urgency);
      if (!decision.ok) return decision;
      const saved = await this.incidents.save(tx, decision.value);
      const decisionId = await this.reasons.keep(tx, { act: 'set-urgency', incidentId: saved.id, reportId: null }, command.reason);
      tx.append(urgencyChanged(saved, incident.value.urgency, decisionId));
      return ok(incidentView(saved));
    });
  }
}
