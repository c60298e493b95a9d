import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { IncidentDirectory } from '@bongsu/incidents';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import type { IssueSitrep as Command, SitrepView } from '../contract';
import { NextSitrep } from './next-sitrep';
import { incidentFor } from './sitrep-access';
import { sitrepView } from './sitrep-view';

/**
 * Issues the next situation report of an incident. Issuing is publishing: everybody who is told of the incident may read it (ADR 0031).
 * Earlier numbers stay in force, as the reports of their time.
 */
@Injectable()
export class IssueSitrep {
  constructor(
    private readonly work: UnitOfWork,
    private readonly incidents: IncidentDirectory,
    private readonly next: NextSitrep,
  ) {}

  execute({ incidentId, ...about }: Command & { incidentId: string }, actor: Actor): Promise<Result<SitrepView, Refusal>> {
    return this.work.run(actor, async (tx) => {
      const incident = incidentFor(actor, 'situation.sitrep.issue', await this.incidents.inTransaction(tx, incidentId));
      if (!incident.ok) return incident;
      const issued = await this.next.issue(tx, incident.value, about);
      return issued.ok ? ok(sitrepView(issued.value)) : issued;
    });
  }
}
