import { Injectable } from '@nestjs/common';
import { Propose, ProposesTwoPersonAct } from '@bongsu/access';
import { type Instant, type Refusal, type Result, newId, ok } from '@bongsu/kernel';
import { type Actor, type Tx, UnitOfWork } from '@bongsu/platform';
import { type AlertLevel, type IncidentView, permissionToDecide, raiseSeriousAlert } from '../contract';
import { decideAlertLevel, needsSecondPerson } from '../domain/alert-level';
import type { Incident } from '../domain/incident';
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

/** Decided, or proposed: the highest level waits for a second person. */
export type AlertLevelOutcome = { readonly incident: IncidentView } | { readonly proposalId: string };

/** Headquarters decides the alert level, two persons the highest; who decided what, when and on which basis is kept for good. */
@Injectable()
@ProposesTwoPersonAct(raiseSeriousAlert)
export class SetAlertLevel {
  constructor(
    private readonly work: UnitOfWork,
    private readonly incidents: IncidentStore,
    private readonly propose: Propose,
  ) {}

  execute(command: SetAlertLevelCommand, actor: Actor): Promise<Result<AlertLevelOutcome, Refusal>> {
    return this.work.run<AlertLevelOutcome, Refusal>(actor, async (tx) => {
      const incident = admitToIncident(
        await this.incidents.lock(tx, command.incidentId),
        actor,
        permissionToDecide['set-alert-level'],
        command.ifVersion,
      );
      if (!incident.ok) return incident;
      const decision = decideAlertLevel(incident.value, command, tx.now);
      if (!decision.ok) return decision;
      if (needsSecondPerson(incident.value, command.level)) return this.proposeSerious(tx, incident.value, command);
      const saved = await recordAlertLevel(tx, this.incidents, { before: incident.value, after: decision.value, basis: command.basis });
      return ok({ incident: incidentView(saved) });
    });
  }

  private async proposeSerious(
    tx: Tx,
    incident: Incident,
    { basis, reviewAt }: SetAlertLevelCommand,
  ): Promise<Result<AlertLevelOutcome, Refusal>> {
    const { id, code, missionId, audience } = incident;
    const proposal = await this.propose.within(tx, raiseSeriousAlert, {
      payload: { incidentId: id, level: 'serious', basis, reviewAt },
      subject: { type: 'incident', id },
      label: code,
      incidentId: id,
      missionId,
      audience,
    });
    return proposal.ok ? ok({ proposalId: proposal.value.id }) : proposal;
  }
}

/** Keeps a decided level with who decided it on which basis, and tells of it. */
export async function recordAlertLevel(
  tx: Tx,
  incidents: IncidentStore,
  { before, after, basis }: { before: Incident; after: Incident; basis: string },
): Promise<Incident> {
  const saved = await incidents.save(tx, after);
  const decisionId = newId();
  await incidents.keepAlertDecision(tx, {
    id: decisionId,
    incidentId: saved.id,
    from: before.alertLevel,
    to: saved.alertLevel,
    basis,
    decidedBy: tx.actor.id,
    decidedAt: tx.now,
    reviewAt: saved.alertReviewAt,
  });
  tx.append(alertLevelDecided(saved, before.alertLevel, decisionId));
  return saved;
}
