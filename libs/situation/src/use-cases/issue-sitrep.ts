import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, newId, ok } from '@bongsu/kernel';
import { IncidentDirectory } from '@bongsu/incidents';
import { type Actor, UnitOfWork, visibilityOf } from '@bongsu/platform';
import { type IssueSitrep as Command, SitrepIssued, type SitrepView } from '../contract';
import { composeSitrep } from '../domain/compose-sitrep';
import { IncidentJournal } from '../storage/incident-journal';
import { SitrepStore } from '../storage/sitrep.store';
import { Names } from './names';
import { noSuchIncident, refuseUnlessMay, visibleIncident } from './sitrep-access';
import { digestOf } from './sitrep-digest';
import { sitrepView } from './sitrep-view';

/**
 * Issues the next situation report of an incident, made from the journal as far as the issuer may see it. Issuing is publishing:
 * everybody who is told of the incident may read it (ADR 0031).
 */
@Injectable()
export class IssueSitrep {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sitreps: SitrepStore,
    private readonly journal: IncidentJournal,
    private readonly incidents: IncidentDirectory,
    private readonly names: Names,
  ) {}

  execute({ incidentId, highlights, language }: Command & { incidentId: string }, actor: Actor): Promise<Result<SitrepView, Refusal>> {
    return this.work.run(actor, async (tx) => {
      const incident = visibleIncident(await this.incidents.inTransaction(tx, incidentId), actor);
      if (!incident.ok) return incident;
      const permitted = refuseUnlessMay(actor, 'situation.sitrep.issue', incident.value.missionId);
      if (!permitted.ok) return permitted;
      const number = await this.sitreps.nextNumber(tx, incidentId);
      const entries = await this.journal.of(tx, incidentId, visibilityOf(actor));
      const document = composeSitrep(entries, {
        incidentId,
        number,
        asOf: tx.now,
        language,
        highlights,
        ...(await this.names.in(tx, language)),
      });
      if (document === null) return noSuchIncident;
      const sitrep = {
        id: newId(),
        incidentId,
        number,
        asOf: tx.now,
        issuedAt: tx.now,
        issuedBy: actor.id,
        language,
        highlights,
        document,
        digest: digestOf(document),
      };
      await this.sitreps.add(tx, sitrep);
      tx.append(
        SitrepIssued.of({
          subject: { type: 'sitrep', id: sitrep.id },
          incidentId,
          audience: [...incident.value.audience],
          body: { sitrepId: sitrep.id, incidentId, number, asOf: tx.now },
        }),
      );
      return ok(sitrepView(sitrep));
    });
  }
}
