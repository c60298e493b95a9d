import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Propose, ProposesTwoPersonAct, personNeeded } from '@bongsu/access';
import { IncidentDirectory } from '@bongsu/incidents';
import { type Refusal, type Result, newId, ok } from '@bongsu/kernel';
import { type Actor, type Tx, UnitOfWork, isSealed } from '@bongsu/platform';
import { ExportOrdered, type OrderExport as Command, bulkExport } from '../contract';
import { type ExportOrder, exportReference, releaseExport, sealedExportReference } from '../domain/export-order';
import { ExportStore } from '../storage/export.store';
import { exportAbout, exportReleased } from './export-entries';
import { refuseUnlessMayTakeOut } from './export-refusals';
import { visibleIncident } from './sitrep-access';

/** Where the right is asked for, and of which incident; both null = the whole network. */
interface Place {
  readonly missionId: string | null;
  readonly code: string | null;
  readonly isSealed: boolean;
}

/**
 * Somebody asks for data in a file, with a reason and a legal basis. What holds personal data waits for a second person, however few people are in
 * it: how many there are would be told only by counting them first. The rest is made at once.
 */
@Injectable()
@ProposesTwoPersonAct(bulkExport)
export class OrderExport {
  constructor(
    private readonly work: UnitOfWork,
    private readonly exports: ExportStore,
    private readonly incidents: IncidentDirectory,
    private readonly propose: Propose,
  ) {}

  execute(command: Command, actor: Actor): Promise<Result<ExportOrder, Refusal>> {
    return this.work.run<ExportOrder, Refusal>(actor, async (tx) => {
      if (actor.kind !== 'person') return personNeeded;
      const place = await this.placeOf(tx, command, actor);
      if (!place.ok) return place;
      const permitted = refuseUnlessMayTakeOut(actor, command, place.value.missionId);
      if (!permitted.ok) return permitted;
      const asked = await this.asked(tx, command, place.value);
      const order = command.content === 'plain' ? releaseExport(asked, null) : await this.waiting(tx, asked, place.value.code);
      if (!order.ok) return order;
      await this.exports.add(tx, order.value);
      const { kind, content } = order.value;
      tx.append(ExportOrdered.of({ ...exportAbout(order.value), body: { ...exportAbout(order.value).body, export: kind, content } }));
      if (order.value.stage === 'preparing') tx.append(exportReleased(order.value));
      return order;
    });
  }

  /** Where the right to take out is asked for; an incident that the caller was not told of is not there. */
  private async placeOf(tx: Tx, { incidentId, missionIds }: Command, actor: Actor): Promise<Result<Place, Refusal>> {
    if (incidentId === null)
      return ok({ missionId: missionIds?.length === 1 ? (missionIds[0] ?? null) : null, code: null, isSealed: false });
    const incident = visibleIncident(await this.incidents.inTransaction(tx, incidentId), actor);
    if (!incident.ok) return incident;
    const { missionId, code, audience } = incident.value;
    return ok({ missionId, code, isSealed: isSealed(audience) });
  }

  private async asked(tx: Tx, command: Command, { missionId, isSealed: sealed }: Place): Promise<ExportOrder> {
    const { kind, content, incidentId, missionIds, from, to, language, reason, legalBasis, caseReference } = command;
    const { id: orderedBy, from: whereabouts } = tx.actor;
    const reference = sealed ? sealedExportReference(randomInt) : exportReference(tx.now, await this.exports.nextNumber(tx));
    return {
      ...{ id: newId(), reference, kind, content, incidentId },
      ...{
        missionIds: missionIds === null ? null : [...new Set(missionIds)],
        fromAt: from,
        toAt: to,
        language,
        reason,
        legalBasis,
        caseReference,
      },
      ...{ stage: 'waiting', missionId, orderedBy, orderedAt: tx.now, proposalId: null, agreedBy: null, failure: null },
      ...{ address: whereabouts?.address ?? 'inside', device: whereabouts?.device ?? 'inside' },
      ...{ done: 0, total: null, readyAt: null, availableUntil: null, copies: 0 },
    };
  }

  private async waiting(tx: Tx, order: ExportOrder, incidentCode: string | null): Promise<Result<ExportOrder, Refusal>> {
    const { id, reference, kind, incidentId, missionIds, fromAt, toAt, reason, legalBasis, caseReference, missionId } = order;
    const proposal = await this.propose.within(tx, bulkExport, {
      payload: { exportId: id, reference, export: kind, incidentId, missionIds, from: fromAt, to: toAt, reason, legalBasis, caseReference },
      subject: { type: 'export', id },
      label: incidentCode ?? reference,
      ...(incidentId === null ? {} : { incidentId }),
      missionId,
      audience: missionId === null ? [] : [missionId],
    });
    return proposal.ok ? ok({ ...order, proposalId: proposal.value.id }) : proposal;
  }
}
