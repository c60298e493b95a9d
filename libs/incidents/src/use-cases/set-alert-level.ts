import { Injectable } from '@nestjs/common';
import { type Instant, type Refusal, type Result, newId, ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import { type AlertLevel, type IncidentView, permissionToDecide } from '../contract';
import { decideAlertLevel } from '../domain/alert-level';
import { alertLevelDecided } from '../domain/incident-entries';
import { IncidentStore } from '../storage/incident.store';
import { admitToIncident } from './admission';
import { incidentView } from './views';

export interface SetAlertLevelCommand {
  readonly incidentId: string;
  readonly level: AlertLevel;
  readonly basis: string;
  readonly reviewAt: Instant | null;
  readonly ifVersion?: number;
}

/** Headquarters decides the alert level; who decided what, when and on which basis is kept for good. */
@Injectable()
export class SetAlertLevel {
  constructor(
    private readonly work: UnitOfWork,
    private readonly incidents: IncidentStore,
  ) {}

  execute(command: SetAlertLevelCommand, actor: Actor): Promise<Result<IncidentView, Refusal>> {
    return this.work.run(actor, async (tx) => {
      const { basis, reviewAt } = command;
      const incident = admitToIncident(
        await this.incidents.lock(tx, command.incidentId),
        actor,
        permissionToDecide['set-alert-level'],
        command.ifVersion,
      );
      if (!incident.ok) return incident;
      const decision = decideAlertLevel(incident.value, command, tx.now);
      if (!decision.ok) return decision;
      const saved = await this.incidents.save(tx, decision.value);
      const from = incident.value.alertLevel;
      await this.incidents.keepAlertDecision(tx, {
        id: newId(),
        incidentId: saved.id,
        from,
        to: saved.alertLevel,
        basis,
        decidedBy: actor.id,
        decidedAt: tx.now,
        reviewAt,
      });
      tx.append(alertLevelDecided(saved, from, basis));
      return ok(incidentView(saved));
    });
  }
}
