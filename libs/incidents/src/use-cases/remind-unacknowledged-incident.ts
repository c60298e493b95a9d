import { Injectable } from '@nestjs/common';
import { type Instant, type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import { hubToTell, isAckOverdue } from '../domain/acknowledgement';
import { incidentAckOverdue } from '../domain/incident-entries';
import { IncidentAudience } from '../storage/incident-audience';
import { IncidentStore } from '../storage/incident.store';
import { expectDue } from './due';
import { Places } from './places';

export interface RemindCommand {
  readonly incidentId: string;
  /** The deadline that the reminder was set for; after a reassignment there is another one. */
  readonly ackDueAt: Instant;
}

/** The lead mission has not answered in time: its hub is told, with how the incident stands, and everyone sees the clock run over. */
@Injectable()
export class RemindUnacknowledgedIncident {
  constructor(
    private readonly work: UnitOfWork,
    private readonly incidents: IncidentStore,
    private readonly audience: IncidentAudience,
    private readonly places: Places,
  ) {}

  execute(command: RemindCommand, actor: Actor): Promise<Result<{ overdue: boolean }, Refusal>> {
    return this.work.run<{ overdue: boolean }, Refusal>(actor, async (tx) => {
      expectDue(command.ackDueAt, tx.now);
      const incident = await this.incidents.lock(tx, command.incidentId);
      if (incident === null || !isAckOverdue(incident, command.ackDueAt)) return ok({ overdue: false });
      const hubId = hubToTell(incident.missionId, this.places.hubs(incident.missionId));
      const audience = await this.audience.concern(tx, incident.id, hubId === null ? [] : [hubId]);
      const saved = await this.incidents.save(tx, { ...incident, ackOverdueAt: tx.now, audience });
      tx.append(incidentAckOverdue(saved, hubId));
      return ok({ overdue: true });
    });
  }
}
