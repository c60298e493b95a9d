import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { IncidentDirectory } from '@bongsu/incidents';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import { SitrepSuperseded, type SitrepView, type SupersedeSitrep as Command } from '../contract';
import { endSitrep } from '../domain/sitrep-life-cycle';
import { SitrepStore } from '../storage/sitrep.store';
import { NextSitrep } from './next-sitrep';
import { incidentFor, noSuchSitrep } from './sitrep-access';
import { sitrepView } from './sitrep-view';

/** Issues the next number in the place of a report that is not right; gives the new one. The old one stays readable and names it. */
@Injectable()
export class SupersedeSitrep {
  constructor(
    private readonly work: UnitOfWork,
    private readonly incidents: IncidentDirectory,
    private readonly sitreps: SitrepStore,
    private readonly next: NextSitrep,
  ) {}

  execute(
    { incidentId, number, reason, ...about }: Command & { incidentId: string; number: number },
    actor: Actor,
  ): Promise<Result<SitrepView, Refusal>> {
    return this.work.run(actor, async (tx) => {
      const incident = incidentFor(actor, 'situation.sitrep.issue', await this.incidents.inTransaction(tx, incidentId));
      if (!incident.ok) return incident;
      const sitrep = await this.sitreps.lock(tx, incidentId, number);
      if (sitrep === null) return noSuchSitrep;
      const ended = endSitrep(sitrep, 'supersede');
      if (!ended.ok) return ended;
      const issued = await this.next.issue(tx, incident.value, about);
      if (!issued.ok) return issued;
      const by = { supersededBy: issued.value.number, endedAt: tx.now, endedBy: actor.id };
      await this.sitreps.end(tx, { sitrepId: sitrep.id, state: 'superseded', reason, ...by });
      tx.append(
        SitrepSuperseded.of({
          subject: { type: 'sitrep', id: sitrep.id },
          incidentId,
          audience: [...incident.value.audience],
          body: { sitrepId: sitrep.id, incidentId, number, byNumber: issued.value.number },
        }),
      );
      return ok(sitrepView(issued.value));
    });
  }
}
