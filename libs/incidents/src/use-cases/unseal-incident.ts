import { Injectable } from '@nestjs/common';
import { type DecidingPerson, type ExecutesProposal, ExecutesTwoPersonAct, Propose, ProposesTwoPersonAct, SealLists } from '@bongsu/access';
import type { PayloadOfAct } from '@bongsu/access/contract';
import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { type Actor, type Tx, UnitOfWork, asHouseWithin, unsealedAudience } from '@bongsu/platform';
import { permissionToDecide, unsealIncident } from '../contract';
import { incidentUnsealed } from '../domain/incident-entries';
import { DecisionReasons } from '../storage/decision-reasons';
import { IncidentStore } from '../storage/incident.store';
import { ReportStore } from '../storage/report.store';
import { admitToIncident, visibleIncident } from './admission';
import { notSealed } from './change-seal-list';
import { Sealing, requireLasting } from './sealing';

/** Somebody on the list wants everybody to see the incident again; another one on it confirms. */
@Injectable()
@ProposesTwoPersonAct(unsealIncident)
export class ProposeUnsealing {
  constructor(
    private readonly work: UnitOfWork,
    private readonly incidents: IncidentStore,
    private readonly reasons: DecisionReasons,
    private readonly lists: SealLists,
    private readonly propose: Propose,
  ) {}

  execute({ incidentId, reason }: { incidentId: string; reason: string }, actor: Actor): Promise<Result<{ proposalId: string }, Refusal>> {
    return this.work.run<{ proposalId: string }, Refusal>(actor, async (tx) => {
      const incident = admitToIncident(await this.incidents.lock(tx, incidentId), actor, permissionToDecide.unseal, undefined);
      if (!incident.ok) return incident;
      const { id, code, missionId, audience, sealGround } = incident.value;
      if (sealGround === null) return notSealed;
      const lasting = await requireLasting(this.lists, tx, incident.value, actor);
      if (!lasting.ok) return lasting;
      const decisionId = await this.reasons.keep(tx, { act: 'unseal', incidentId: id, reportId: null }, reason);
      const proposal = await this.propose.within(tx, unsealIncident, {
        payload: { incidentId: id, decisionId },
        subject: { type: 'incident', id },
        ...{ label: code, incidentId: id, missionId, audience: unsealedAudience(audience) },
      });
      return proposal.ok ? ok({ proposalId: proposal.value.id }) : proposal;
    });
  }
}

/** Two persons on the list have agreed: the incident returns to everybody who would ordinarily see it, with all that happened meanwhile. */
@Injectable()
@ExecutesTwoPersonAct(unsealIncident)
export class UnsealIncident implements ExecutesProposal<typeof unsealIncident> {
  constructor(
    private readonly incidents: IncidentStore,
    private readonly reports: ReportStore,
    private readonly lists: SealLists,
    private readonly sealing: Sealing,
  ) {}

  async execute(
    { incidentId: id }: PayloadOfAct<typeof unsealIncident>,
    tx: Tx,
    { proposer, confirmer }: { proposer: DecidingPerson; confirmer: DecidingPerson },
  ): Promise<Result<null, Refusal>> {
    const incident = visibleIncident(await this.incidents.lockToClose(tx, id), { ...tx.actor, ...confirmer });
    if (!incident.ok) return incident;
    if (incident.value.sealGround === null) return notSealed;
    for (const person of [proposer, confirmer])
      if (!(await requireLasting(this.lists, tx, incident.value, person)).ok) return bothOnTheList;
    // The rows as they will be need not be visible to the one who confirms: she may be of another mission.
    const saved = await asHouseWithin(tx, async () => {
      await this.reports.follow(tx, id, 'unsealed');
      const audience = unsealedAudience(incident.value.audience);
      return this.incidents.save(tx, { ...incident.value, audience, sealGround: null, sealedAt: null, sealedBy: null });
    });
    await this.sealing.lift(tx, id);
    tx.append(incidentUnsealed(saved));
    return ok(null);
  }
}

const bothOnTheList = refuse(
  'conflict',
  'incidents.lasting-place-needed',
  'Both persons must be on the list, and not for a time only.',
  'Propose it anew between two who are.',
);
