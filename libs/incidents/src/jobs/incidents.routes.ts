import { Injectable } from '@nestjs/common';
import { type JobPromise, RoutesEntries, promise, route } from '@bongsu/platform';
import { AlertLevelDecided, IncidentOpened, IncidentReassigned, ReportFiled, ReportRevised, ReportUnlinked, TaskAdded } from '../contract';
import { markTaskOverdue, proposeDuplicates, proposeWaitingReports, remindAlertReview, remindUnacknowledgedIncident } from './jobs';

/** Which work follows from what happened to reports and incidents. */
@Injectable()
@RoutesEntries()
export class IncidentsRoutes {
  readonly routes = [
    route(ReportFiled, ({ body }) =>
      body.incidentId === null ? [promise(proposeDuplicates, { reportId: body.reportId }, { key: body.reportId })] : [],
    ),
    route(ReportRevised, ({ body }) => [
      promise(proposeDuplicates, { reportId: body.reportId }, { key: `${body.reportId}/revision-${body.revision}` }),
    ]),
    // A report that was taken out of an incident may be about another one.
    route(ReportUnlinked, ({ id, body }) => [
      promise(proposeDuplicates, { reportId: body.reportId }, { key: `${body.reportId}/unlinked-${id}` }),
    ]),
    route(IncidentOpened, ({ body }) => [
      promise(proposeWaitingReports, { incidentId: body.incidentId }, { key: body.incidentId }),
      ...remindersFor(body.incidentId, body.ackDueAt),
    ]),
    route(IncidentReassigned, ({ body }) => remindersFor(body.incidentId, body.ackDueAt ?? null)),
    // One wake-up for each time of review; which of them still counts, the row says.
    route(AlertLevelDecided, ({ body: { incidentId, to, reviewAt } }) =>
      reviewAt === null || to === 'none'
        ? []
        : [promise(remindAlertReview, { incidentId, reviewAt }, { key: `${incidentId}/${reviewAt}`, dueAt: reviewAt })],
    ),
    route(TaskAdded, ({ body }) =>
      body.dueAt === null
        ? []
        : [promise(markTaskOverdue, { incidentId: body.incidentId, taskId: body.taskId }, { key: body.taskId, dueAt: body.dueAt })],
    ),
  ];
}

/** One reminder for each deadline: a reassigned incident has a new one. */
function remindersFor(incidentId: string, ackDueAt: string | null): JobPromise[] {
  if (ackDueAt === null) return [];
  return [promise(remindUnacknowledgedIncident, { incidentId, ackDueAt }, { key: `${incidentId}/${ackDueAt}`, dueAt: ackDueAt })];
}
