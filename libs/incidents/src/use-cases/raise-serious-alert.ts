import { Injectable } from '@nestjs/common';
import { type DecidingPerson, type ExecutesProposal, ExecutesTwoPersonAct } from '@bongsu/access';
import type { PayloadOfAct } from '@bongsu/access/contract';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import type { Tx } from '@bongsu/platform';
import { raiseSeriousAlert } from '../contract';
import { decideAlertLevel } from '../domain/alert-level';
import { IncidentStore } from '../storage/incident.store';
import { visibleIncident } from './admission';
import { recordAlertLevel } from './set-alert-level';

/** Two persons have agreed on the highest alert level. What the incident has become meanwhile is looked at again. */
@Injectable()
@ExecutesTwoPersonAct(raiseSeriousAlert)
export class RaiseSeriousAlert implements ExecutesProposal<typeof raiseSeriousAlert> {
  constructor(private readonly incidents: IncidentStore) {}

  async execute(
    { incidentId, level, basis, reviewAt }: PayloadOfAct<typeof raiseSeriousAlert>,
    tx: Tx,
    { confirmer }: { confirmer: DecidingPerson },
  ): Promise<Result<null, Refusal>> {
    const incident = visibleIncident(await this.incidents.lock(tx, incidentId), { ...tx.actor, ...confirmer });
    if (!incident.ok) return incident;
    // A review that was to be made before anybody confirmed is made when the next one asks for it.
    const decision = decideAlertLevel(
      incident.value,
      { level, reviewAt: reviewAt !== null && reviewAt > tx.now ? reviewAt : null },
      tx.now,
    );
    if (!decision.ok) return decision;
    await recordAlertLevel(tx, this.incidents, { before: incident.value, after: decision.value, basis });
    return ok(null);
  }
}
