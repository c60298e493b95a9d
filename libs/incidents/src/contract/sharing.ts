import { z } from 'zod';
import { defineEntry } from '@bongsu/kernel';
import { storedInstantSchema } from '@bongsu/platform/contract';
import {
  alertLevelSchema,
  categorySchema,
  channelSchema,
  evidenceGradeSchema,
  incidentStateSchema,
  sealGroundSchema,
  urgencySchema,
} from './vocabulary';

/*
 * An entry's audience is fixed when it is written. A mission that is concerned only later (a hub that is asked, the new lead
 * mission) would see what follows but not what it is about. These two entries tell the newcomers, and them alone, how the matter
 * stands now; whoever knew it already reduces them to the same picture.
 */

const point = { lat: z.number().nullable(), lng: z.number().nullable() };

/** How an incident stands, told to `missions` from now on. Tasks that are done or cancelled are left out. */
export const IncidentShared = defineEntry(
  'incidents.incident-shared',
  z.strictObject({
    incidentId: z.string(),
    missions: z.array(z.string()),
    code: z.string(),
    title: z.string(),
    category: categorySchema,
    urgency: urgencySchema,
    state: incidentStateSchema,
    alertLevel: alertLevelSchema,
    alertReviewAt: storedInstantSchema.nullable(),
    missionId: z.string().nullable(),
    countryIso2: z.string().nullable(),
    ...point,
    zone: z.string(),
    occurredAt: storedInstantSchema.nullable(),
    openedAt: storedInstantSchema,
    ackDueAt: storedInstantSchema.nullable(),
    acknowledgedAt: storedInstantSchema.nullable(),
    ackOverdue: z.boolean(),
    closedAt: storedInstantSchema.nullable(),
    /** Absent in entries of before there were seals. */
    seal: sealGroundSchema.nullable().optional(),
    tasks: z.array(
      z.strictObject({
        id: z.string(),
        title: z.string(),
        ownerMissionId: z.string(),
        dueAt: storedInstantSchema.nullable(),
        overdue: z.boolean(),
      }),
    ),
  }),
);

/** How a report stands, told to `missions` from now on. No free text, as in {@link ReportFiled}. */
export const ReportShared = defineEntry(
  'incidents.report-shared',
  z.strictObject({
    reportId: z.string(),
    missions: z.array(z.string()),
    code: z.string(),
    category: categorySchema,
    urgency: urgencySchema,
    evidenceGrade: evidenceGradeSchema,
    channel: channelSchema,
    missionId: z.string().nullable(),
    countryIso2: z.string().nullable(),
    estimate: z.boolean(),
    ...point,
    occurredAt: storedInstantSchema.nullable(),
    enteredAt: storedInstantSchema,
    nationalsBest: z.int().nullable(),
    magnitude: z.number().nullable(),
    incidentId: z.string().nullable(),
    correctedByReportId: z.string().nullable(),
    dismissed: z.boolean(),
  }),
);
