import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, newId, ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork, isVisible, sealedAudience, visibilityOf } from '@bongsu/platform';
import type { SubmitSupportRequest as Command, SupportRequestView } from '../contract';
import { decisionDueAt, isUrgent } from '../domain/deadlines';
import { requestCode, sealedRequestCode } from '../domain/request-code';
import { askedFirst, submitRequest } from '../domain/submit-request';
import { DossierStore } from '../storage/dossier.store';
import { RecordStep } from './record-step';
import { SubmitContext, unknownIncident } from './submit-context';
import { requestView } from './views';

/** A mission asks for people and supplies: a row and an entry. The queue plans from there. */
@Injectable()
export class SubmitSupportRequest {
  constructor(
    private readonly work: UnitOfWork,
    private readonly dossiers: DossierStore,
    private readonly facts: SubmitContext,
    private readonly steps: RecordStep,
  ) {}

  async execute(command: Command, actor: Actor): Promise<Result<SupportRequestView, Refusal>> {
    const incident = await this.facts.incidentFor(command, actor);
    if (!incident.ok) return incident;
    return this.work.run(actor, async (tx): Promise<Result<SupportRequestView, Refusal>> => {
      const concerned = askedFirst(command.missionId, this.facts.network.primaryOf(command.missionId));
      const itemCodes = command.lines.flatMap((line) => (line.kind === 'supply' ? [line.itemCode] : []));
      const knownItems = await this.facts.catalogue.known(tx, itemCodes);
      const sealed = await this.dossiers.isSealed(tx, command.incidentId);
      // Sealed since it was looked at: off its list it is not there any more.
      if (sealed && !isVisible(sealedAudience(command.incidentId, []), visibilityOf(actor))) return unknownIncident;
      const code = sealed
        ? sealedRequestCode(randomInt)
        : requestCode(incident.value.code, await this.dossiers.nextNumber(tx, command.incidentId));
      const urgent = isUrgent(command.priority, incident.value.alertLevel);
      const decision = submitRequest(command, {
        ...{ now: tx.now, id: newId(), code, knownItems },
        ...{
          decisionDueAt: decisionDueAt(tx.now, urgent, this.facts.deadlines),
          audience: sealed ? sealedAudience(command.incidentId, concerned) : concerned,
        },
      });
      if (!decision.ok) return decision;
      const saved = await this.steps.record(tx, null, decision.value);
      if (!saved.ok) return saved;
      // Her own words, of this moment: nothing was opened.
      return ok(requestView({ ...saved.value.request, justification: decision.value.dossier.request.justification }));
    });
  }
}
