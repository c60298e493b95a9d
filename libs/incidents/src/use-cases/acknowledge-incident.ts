import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import type { IncidentView } from '../contract';
import { acknowledgeIncident } from '../domain/acknowledgement';
import { incidentAcknowledged } from '../domain/incident-entries';
import { IncidentStore } from '../storage/incident.store';
import { admitToIncident } from './admission';
import { incidentView } from './views';

export interface AcknowledgeIncidentCommand {
  readonly incidentId: string;
  readonly ifVersion?: number;
}

/** The lead mission says that it has taken the incident on, which ends its running deadline. */
@Injectable()
export class AcknowledgeIncident {
  constructor(
    private readonly work: UnitOfWork,
    private readonly incidents: IncidentStore,
  ) {}

  execute(command: AcknowledgeIncidentCommand, actor: Actor): Promise<Result<IncidentView, Refusal>> {
    return this.work.run(actor, async (tx) => {
      const incident = admitToIncident(
        await this.incidents.lock(tx, command.incidentId),
        actor,
        'incidents.acknowledge',
        command.ifVersion,
      );
      if (!incident.ok) return incident;
      const decision = acknowledgeIncident(incident.value, tx.now);
      if (!decision.ok) return decision;
      const saved = await this.incidents.save(tx, decision.value);
      tx.append(incidentAcknowledged(saved));
      return ok(incidentView(saved));
    });
  }
}
