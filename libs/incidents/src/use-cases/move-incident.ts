import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork, unsealedAudience } from '@bongsu/platform';
import { type IncidentAct, type IncidentView, permissionToMove } from '../contract';
import { moveIncident } from '../domain/incident';
import { incidentMoved } from '../domain/incident-entries';
import { incidentShared } from '../domain/sharing';
import { DecisionReasons } from '../storage/decision-reasons';
import { IncidentStore } from '../storage/incident.store';
import { admitToIncident } from './admission';
import { incidentView } from './views';

export interface MoveIncidentCommand {
  readonly incidentId: string;
  readonly act: Exclude<IncidentAct, 'close'>;
  readonly reason: string | null;
  readonly ifVersion?: number;
}

/** Moves an incident along its life cycle, one act at a time. Closing is a use case of its own. */
@Injectable()
export class MoveIncident {
  constructor(
    private readonly work: UnitOfWork,
    private readonly incidents: IncidentStore,
    private readonly reasons: DecisionReasons,
  ) {}

  execute(command: MoveIncidentCommand, actor: Actor): Promise<Result<IncidentView, Refusal>> {
    return this.work.run(actor, async (tx) => {
      const incident = admitToIncident(
        await this.incidents.lock(tx, command.incidentId),
        actor,
        permissionToMove[command.act],
        command.ifVersion,
      );
      if (!incident.ok) return incident;
      const decision = moveIncident(incident.value, command.act);
      if (!decision.ok) return decision;
      const saved = await this.incidents.save(tx, decision.value);
      // Boards let go of incidents that closed long ago: who reopens one tells it anew, then what happened to it.
      if (command.act === 'reopen')
        tx.append(incidentShared(saved, await this.incidents.openTasks(tx, saved.id), unsealedAudience(saved.audience)));
      const decisionId = await this.reasons.keep(tx, { act: command.act, incidentId: saved.id, reportId: null }, command.reason);
      tx.append(incidentMoved(saved, command.act, incident.value.state, decisionId));
      return ok(incidentView(saved));
    });
  }
}
