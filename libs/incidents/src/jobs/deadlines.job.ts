import { Injectable } from '@nestjs/common';
import type { Refusal, Result } from '@bongsu/kernel';
import { type Actor, HandlesJob, type JobHandler, type PayloadOf } from '@bongsu/platform';
import { MarkTaskOverdue } from '../use-cases/mark-task-overdue';
import { RemindAlertReview } from '../use-cases/remind-alert-review';
import { RemindUnacknowledgedIncident } from '../use-cases/remind-unacknowledged-incident';
import { markTaskOverdue, remindAlertReview, remindUnacknowledgedIncident } from './jobs';

@Injectable()
@HandlesJob(remindUnacknowledgedIncident)
export class RemindUnacknowledgedIncidentJob implements JobHandler<typeof remindUnacknowledgedIncident> {
  constructor(private readonly remind: RemindUnacknowledgedIncident) {}

  handle(payload: PayloadOf<typeof remindUnacknowledgedIncident>, actor: Actor): Promise<Result<unknown, Refusal>> {
    return this.remind.execute(payload, actor);
  }
}

@Injectable()
@HandlesJob(markTaskOverdue)
export class MarkTaskOverdueJob implements JobHandler<typeof markTaskOverdue> {
  constructor(private readonly mark: MarkTaskOverdue) {}

  handle(payload: PayloadOf<typeof markTaskOverdue>, actor: Actor): Promise<Result<unknown, Refusal>> {
    return this.mark.execute(payload, actor);
  }
}

@Injectable()
@HandlesJob(remindAlertReview)
export class RemindAlertReviewJob implements JobHandler<typeof remindAlertReview> {
  constructor(private readonly remind: RemindAlertReview) {}

  handle(payload: PayloadOf<typeof remindAlertReview>, actor: Actor): Promise<Result<unknown, Refusal>> {
    return this.remind.execute(payload, actor);
  }
}
