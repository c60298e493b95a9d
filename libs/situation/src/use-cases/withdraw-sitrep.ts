import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { IncidentDirectory } from '@bongsu/incidents';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import { type SitrepView, SitrepWithdrawn } from '../contract';
import { endSitrep } from '../domain/sitrep-life-cycle';
import { SitrepStore } from '../storage/sitrep.store';
import { incidentFor, noSuchSitrep } from './sitrep-access';
import { sitrepView } from './sitrep-view';

export interface WithdrawSitrepCommand {
  readonly incidentId: string;
  readonly number: number;
  readonly reason: string;
}

/** Takes a report out of force. It stays as it was issued and readable, and says so wherever it is read. */
@Injectable()
export class WithdrawSitrep {
  constructor(
    private readonly work: UnitOfWork,
    private readonly incidents: IncidentDirectory,
    private readonly sitreps: SitrepStore,
  ) {}

  execute({ incidentId, number, reason }: WithdrawSitrepCommand, actor: Actor): Promise<Result<SitrepView, Refusal>> {
    return this.work.run(actor, async (tx) => {
      const incident = incidentFor(actor, 'situation.sitrep.withdraw', await this.incidents.inTransaction(tx, incidentId));
      if (!incident.ok) return incident;
      const sitrep = await this.sitreps.lock(tx, incidentId, number);
      if (sitrep === null) return noSuchSitrep;
      const ended = endSitrep(sitrep, 'withdraw');
      if (!ended.ok) return ended;
      const end = { sitrepId: sitrep.id, state: 'withdrawn', reason, supersededBy: null, endedAt: tx.now, endedBy: actor.id } as const;
      await this.sitreps.end(tx, end);
      tx.append(
        SitrepWithdrawn.of({
          subject: { type: 'sitrep', id: sitrep.id },
          incidentId,
          audience: [...incident.value.audience],
          body: { sitrepId: sitrep.id, incidentId, number },
        }),
      );
      return ok(sitrepView({ ...sitrep, state: ended.value, end }));
    });
  }
}
