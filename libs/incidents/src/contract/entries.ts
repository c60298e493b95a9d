import { z } from 'zod';
import { defineEntry } from '@bongsu/kernel';
import { storedInstantSchema } from '@bongsu/platform/contract';
import { estimateSchema } from './reports';
import {
  alertLevelSchema,
  categorySchema,
  channelSchema,
  evidenceGradeSchema,
  incidentActSchema,
  incidentStateSchema,
  jurisdictionBasisSchema,
  urgencySchema,
} from './vocabulary';

/**
 * Why people decided something is kept in rows and read over HTTP with the incident or the report; an entry holds the id of that row, null
 * where nobody said why.
 */
const decisionId = z.string().nullable();
const point = { lat: z.number().nullable(), lng: z.number().nullable() };

/** Reports carry no free text into the journal: what was said is personal data and is read over HTTP by those who may. */
export const ReportFiled = defineEntry(
  'incidents.report-filed',
  z.strictObject({
    reportId: z.string(),
    code: z.string(),
    category: categorySchema,
    urgency: urgencySchema,
    evidenceGrade: evidenceGradeSchema,
    channel: channelSchema,
    missionId: z.string().nullable(),
    countryIso2: z.string().nullable(),
    basis: jurisdictionBasisSchema,
    estimate: z.boolean(),
    ...point,
    occurredAt: storedInstantSchema.nullable(),
    reportedAt: storedInstantSchema.nullable(),
    nationals: estimateSchema.nullable(),
    correctsReportId: z.string().nullable(),
    incidentId: z.string().nullable(),
    feed: z.strictObject({ feed: z.string(), eventId: z.string(), revision: z.int(), magnitude: z.number().nullable() }).nullable(),
  }),
);
export const ReportRevised = defineEntry(
  'incidents.report-revised',
  z.strictObject({
    reportId: z.string(),
    revision: z.int(),
    ...point,
    magnitude: z.number().nullable(),
    occurredAt: storedInstantSchema.nullable(),
    /** As the feed's latest impact estimate says; absent in entries of other origin. */
    urgency: urgencySchema.optional(),
    /** The feed took its event back; a person decides what that means for the report. */
    withdrawnByFeed: z.boolean().optional(),
  }),
);
export const ReportLinked = defineEntry('incidents.report-linked', z.strictObject({ reportId: z.string(), incidentId: z.string() }));
export const ReportUnlinked = defineEntry(
  'incidents.report-unlinked',
  z.strictObject({ reportId: z.string(), incidentId: z.string(), decisionId }),
);
export const ReportDismissed = defineEntry('incidents.report-dismissed', z.strictObject({ reportId: z.string(), decisionId }));
export const ReportReassigned = defineEntry(
  'incidents.report-reassigned',
  z.strictObject({ reportId: z.string(), from: z.string().nullable(), to: z.string(), decisionId }),
);
export const DuplicateProposed = defineEntry(
  'incidents.duplicate-proposed',
  z.strictObject({
    proposalId: z.string(),
    reportId: z.string(),
    incidentId: z.string(),
    distanceKm: z.number().nullable(),
    minutesApart: z.number().nullable(),
    sameCategory: z.boolean(),
  }),
);
export const DuplicateRejected = defineEntry(
  'incidents.duplicate-rejected',
  z.strictObject({ proposalId: z.string(), reportId: z.string(), incidentId: z.string() }),
);

export const IncidentOpened = defineEntry(
  'incidents.incident-opened',
  z.strictObject({
    incidentId: z.string(),
    code: z.string(),
    title: z.string(),
    category: categorySchema,
    urgency: urgencySchema,
    missionId: z.string().nullable(),
    countryIso2: z.string().nullable(),
    ...point,
    zone: z.string(),
    occurredAt: storedInstantSchema.nullable(),
    ackDueAt: storedInstantSchema.nullable(),
  }),
);
export const IncidentAcknowledged = defineEntry(
  'incidents.incident-acknowledged',
  z.strictObject({ incidentId: z.string(), missionId: z.string().nullable() }),
);
export const IncidentAckOverdue = defineEntry(
  'incidents.incident-ack-overdue',
  z.strictObject({ incidentId: z.string(), missionId: z.string().nullable(), toldHubId: z.string().nullable() }),
);
export const IncidentMoved = defineEntry(
  'incidents.incident-moved',
  z.strictObject({
    incidentId: z.string(),
    act: incidentActSchema,
    from: incidentStateSchema,
    to: incidentStateSchema,
    decisionId,
  }),
);
export const AlertLevelDecided = defineEntry(
  'incidents.alert-level-decided',
  z.strictObject({
    incidentId: z.string(),
    from: alertLevelSchema,
    to: alertLevelSchema,
    decisionId,
    reviewAt: storedInstantSchema.nullable(),
  }),
);
/** The time of review that was set with a level has passed, and nobody decided anew; said once for each such time. */
export const AlertReviewDue = defineEntry(
  'incidents.alert-review-due',
  z.strictObject({ incidentId: z.string(), level: alertLevelSchema, reviewAt: storedInstantSchema }),
);
export const UrgencyChanged = defineEntry(
  'incidents.urgency-changed',
  z.strictObject({ incidentId: z.string(), from: urgencySchema, to: urgencySchema, decisionId }),
);
/** The new lead mission acknowledges anew: `ackDueAt` is its own deadline. */
export const IncidentReassigned = defineEntry(
  'incidents.incident-reassigned',
  z.strictObject({
    incidentId: z.string(),
    from: z.string().nullable(),
    to: z.string(),
    decisionId,
    ackDueAt: storedInstantSchema.nullable().optional(),
  }),
);
export const TaskAdded = defineEntry(
  'incidents.task-added',
  z.strictObject({
    incidentId: z.string(),
    taskId: z.string(),
    title: z.string(),
    ownerMissionId: z.string(),
    dueAt: storedInstantSchema.nullable(),
  }),
);
export const TaskCompleted = defineEntry('incidents.task-completed', z.strictObject({ incidentId: z.string(), taskId: z.string() }));
export const TaskCancelled = defineEntry('incidents.task-cancelled', z.strictObject({ incidentId: z.string(), taskId: z.string() }));
export const TaskOverdue = defineEntry('incidents.task-overdue', z.strictObject({ incidentId: z.string(), taskId: z.string() }));
export const FeedDocumentRejected = defineEntry(
  'incidents.feed-document-rejected',
  z.strictObject({ feed: z.string(), documentId: z.string() }),
);
