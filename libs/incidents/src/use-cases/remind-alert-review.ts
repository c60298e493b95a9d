import { Injectable } from '@nestjs/common';
import { type Instant, type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, UnitOfWork } from '@bongsu/platform';
import { isAlertReviewDue } from '../domain/alert-level';
import { alertReviewDue } from '../domain/incident-entries';
import { IncidentStore } from '../storage/incident.store';
import { expectDue } from './due';

export interface RemindAlertReviewCommand {
  readonly incidentId: string;
  /** The time of review that the reminder was set for; a later decision set another one, or none. */
  readonly reviewAt: Instant;
}

/** An alert level has stood past the time at which it was to be looked at again (domain §6.2): everybody concerned is told, once. */
@Injectable()
export class RemindAlertReview {
  constructor(
    private readonly work: UnitOfWork,
    private readonly incidents: IncidentStore,
  ) {}

  execute({ incidentId, reviewAt }: RemindAlertReviewCommand, actor: Actor): Promise<Result<{ due: boolean }, Refusal>> {
    return this.work.run<{ due: boolean }, Refusal>(actor, async (tx) => {
      expectDue(reviewAt, tx.now);
      const incident = await this.incidents.lock(tx, incidentId);
      if (incident === null || !isAlertReviewDue(incident, reviewAt)) return ok({ due: false });
      const saved = await this.incidents.save(tx, { ...incident, alertReviewDueSaidAt: tx.now });
      tx.append(alertReviewDue(saved, reviewAt));
      return ok({ due: true });
    });
  }
}
