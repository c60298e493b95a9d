import { z } from 'zod';
import { idSchema, storedInstantSchema } from '@bongsu/platform/contract';
import { defineJob } from '@bongsu/platform';

/** A fault is met with tries over some minutes; after that the promise lies dead, in view, until somebody drives it again. */
const patient = { attempts: 12, backoff: { type: 'exponential', delayMs: 500 } } as const;

/** Looks for incidents that a new or revised report may be about. */
export const proposeDuplicates = defineJob({
  name: 'incidents.propose-duplicates',
  queue: 'incidents',
  actsFor: 'house',
  because: 'it proposes and decides nothing, and a report counts when whoever filed it has left',
  schema: z.strictObject({ reportId: idSchema }),
  ...patient,
});

/** Looks for reports that wait and may be about a new incident. */
export const proposeWaitingReports = defineJob({
  name: 'incidents.propose-waiting-reports',
  queue: 'incidents',
  actsFor: 'house',
  because: 'it proposes and decides nothing, and a report counts when whoever filed it has left',
  schema: z.strictObject({ incidentId: idSchema }),
  ...patient,
});

/** Wakes up when the lead mission should have acknowledged. */
export const remindUnacknowledgedIncident = defineJob({
  name: 'incidents.remind-unacknowledged-incident',
  queue: 'deadlines',
  actsFor: 'house',
  because: 'a deadline stands, whoever opened the incident',
  schema: z.strictObject({ incidentId: idSchema, ackDueAt: storedInstantSchema }),
  ...patient,
});

/** Wakes up when a task should have been done. */
export const markTaskOverdue = defineJob({
  name: 'incidents.mark-task-overdue',
  queue: 'deadlines',
  actsFor: 'house',
  because: 'a deadline stands, whoever set the task',
  schema: z.strictObject({ incidentId: idSchema, taskId: idSchema }),
  ...patient,
});

/** Wakes up when an alert level should be looked at again. */
export const remindAlertReview = defineJob({
  name: 'incidents.remind-alert-review',
  queue: 'deadlines',
  actsFor: 'house',
  because: 'a time of review stands, whoever decided the level',
  schema: z.strictObject({ incidentId: idSchema, reviewAt: storedInstantSchema }),
  ...patient,
});

/** Asks the USGS feed once. The next slot brings the next poll, so a dead one costs an interval and no more. */
export const pollUsgsFeed = defineJob({
  name: 'incidents.poll-usgs-feed',
  queue: 'feeds',
  actsFor: 'house',
  because: 'the clock asks the feed, nobody else',
  schema: z.strictObject({}),
  attempts: 3,
  backoff: { type: 'exponential', delayMs: 1_000 },
});
