import { z } from 'zod';
import { idSchema, instantSchema, missionIdSchema, pageOf, pageQuerySchema, publicLine } from '@bongsu/platform/contract';
import { incidentSchema } from './incidents';
import { duplicateProposalSchema, reportSchema, reportStates } from './reports';
import { categorySchema, incidentStateSchema } from './vocabulary';

const flag = z.enum(['true', 'false']).transform((text) => text === 'true');

/** GET /reports: newest entered first; filters narrow together. */
export const reportQuerySchema = pageQuerySchema.extend({
  state: z.enum(reportStates).optional(),
  missionId: missionIdSchema.optional(),
  category: categorySchema.optional(),
  unlinked: flag.optional(),
  incidentId: idSchema.optional(),
  updatedSince: instantSchema.optional(),
});
export type ReportQuery = z.infer<typeof reportQuerySchema>;
export const reportPageSchema = pageOf(reportSchema);

/** GET /incidents: newest opened first; `missionId` is the lead mission. */
export const incidentQuerySchema = pageQuerySchema.extend({
  state: incidentStateSchema.optional(),
  missionId: missionIdSchema.optional(),
  category: categorySchema.optional(),
  updatedSince: instantSchema.optional(),
});
export type IncidentQuery = z.infer<typeof incidentQuerySchema>;
export const incidentPageSchema = pageOf(incidentSchema);
export const duplicateProposalPageSchema = pageOf(duplicateProposalSchema);

/** POST /reports/:id/dismiss */
export const dismissReportSchema = z.strictObject({ reason: publicLine(500) });
/** POST /incidents/:id/reports/:reportId and POST /duplicates/:id/reject carry nothing but their address. */
export const emptyBodySchema = z
  .strictObject({})
  .nullish()
  .transform(() => null);
/** POST /incidents/:id/reports/:reportId/unlink. The reason is for the incident's list of reasons: it stands in no address, where logs would keep it. */
export const unlinkReportSchema = z
  .strictObject({ reason: publicLine(500).nullable().default(null) })
  .nullish()
  .transform((body) => body ?? { reason: null });
