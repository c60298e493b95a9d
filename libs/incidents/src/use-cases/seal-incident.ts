import { Injectable } from '@nestjs/common';
import { personNeeded } from '@bongsu/access';
import { type AccountId, type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { type Actor, UnitOfWork, sealedAudience } from '@bongsu/platform';
import { type IncidentView, type SealGround, permissionToDecide } from '../contract';
import { incidentSealed } from '../domain/incident-entries';
import { DecisionReasons } from '../storage/decision-reasons';
import { IncidentStore } from '../storage/incident.store';
import { ReportStore } from '../storage/report.store';
import { admitToIncident } from './admission';
import { Sealing } from './sealing';
import { incidentView } from './views';

export interface SealIncidentCommand {
  readonly incidentId: string;
  readonly ground: SealGround;
  readonly reason: string;
  readonly names: readonly AccountId[];
  readonly ifVersion?: number;
}

/** Hides an incident that others have seen, with its reports and everything that was written of it; it leaves their boards at once. */
@Injectable()
export class SealIncident {
  constructor(
    private readonly work: UnitOfWork,
    private readonly incidents: IncidentStore,
    private readonly reports: ReportStore,
    private readonly reasons: DecisionReasons,
    private readonly sealing: Sealing,
  ) {}

  async execute(command: SealIncidentCommand, actor: Actor): Promise<Result<IncidentView, Refusal>> {
    const { incidentId: id, ground, names } = command;
    const result = await this.work.run<IncidentView, Refusal>(actor, async (tx) => {
      if (actor.kind !== 'person') return personNeeded;
      const incident = admitToIncident(await this.incidents.lockToClose(tx, id), actor, permissionToDecide.seal, command.ifVersion);
      if (!incident.ok) return incident;
      if (incident.value.sealGround !== null) return sealedAlready;
      const nameable = await this.sealing.checkNames(tx, names, 'names');
      if (!nameable.ok) return nameable;
      const reports = await this.reports.linkedTo(tx, id);
      await this.sealing.withdraw(tx, id, { incident: 'too', reportIds: reports.map((report) => report.id) });
      await this.sealing.putOnList(tx, incident.value, names);
      const audience = sealedAudience(id, incident.value.audience);
      const sealed = { ...incident.value, audience, sealGround: ground, sealedAt: tx.now, sealedBy: actor.id };
      const saved = await this.incidents.save(tx, sealed);
      await this.reports.follow(tx, id, 'sealed');
      await this.reasons.keep(tx, { act: 'seal', incidentId: id, reportId: null }, command.reason);
      tx.append(incidentSealed(saved, ground));
      return ok(incidentView(saved));
    });
    this.sealing.changed(actor.id, ...names);
    return result;
  }
}

const sealedAlready = refuse('conflict', 'incidents.sealed-already', 'The incident is sealed already.', 'Name whoever must see it.');
