import { Inject, Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, SETTINGS, type Settings, UnitOfWork } from '@bongsu/platform';
import { type IncidentView, permissionToDecide } from '../contract';
import { reassignIncident } from '../domain/decisions';
import { incidentReassigned } from '../domain/incident-entries';
import { DecisionReasons } from '../storage/decision-reasons';
import { IncidentAudience } from '../storage/incident-audience';
import { IncidentStore } from '../storage/incident.store';
import { configuredAckWithin } from './ack-within';
import { admitToIncident } from './admission';
import { Places } from './places';
import { incidentView } from './views';

export interface ReassignIncidentCommand {
  readonly incidentId: string;
  readonly missionId: string;
  readonly reason: string;
  readonly ifVersion?: number;
}

/** Gives the lead to another mission, which is told how things stand and has its own time to acknowledge. The old one goes on being told. */
@Injectable()
export class ReassignIncident {
  constructor(
    private readonly work: UnitOfWork,
    private readonly incidents: IncidentStore,
    private readonly audience: IncidentAudience,
    private readonly places: Places,
    private readonly reasons: DecisionReasons,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'deadlines'>,
  ) {}

  execute(command: ReassignIncidentCommand, actor: Actor): Promise<Result<IncidentView, Refusal>> {
    return this.work.run(actor, async (tx) => {
      const incident = admitToIncident(
        await this.incidents.lock(tx, command.incidentId),
        actor,
        permissionToDecide.reassign,
        command.ifVersion,
      );
      if (!incident.ok) return incident;
      const mission = this.places.mission(command.missionId);
      if (!mission.ok) return mission;
      const decision = reassignIncident(incident.value, command.missionId, tx.now, configuredAckWithin(this.settings));
      if (!decision.ok) return decision;
      const audience = await this.audience.concern(tx, command.incidentId, this.places.audienceOf(command.missionId));
      const saved = await this.incidents.save(tx, { ...decision.value, audience });
      const decisionId = await this.reasons.keep(tx, { act: 'reassign', incidentId: saved.id, reportId: null }, command.reason);
      tx.append(incidentReassigned(saved, incident.value.missionId, command.missionId, decisionId));
      return ok(incidentView(saved));
    });
  }
}
