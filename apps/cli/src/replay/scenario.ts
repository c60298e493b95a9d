import { z } from 'zod';
import { alertLevelSchema, fileReportSchema, incidentActs, openIncidentSchema } from '@bongsu/incidents/contract';
import { declineReasonSchema, prioritySchema, requestLineSchema } from '@bongsu/dispatch/contract';
import { changeMissionStatusSchema } from '@bongsu/missions/contract';
import { missionIdSchema, timeZoneSchema } from '@bongsu/platform/contract';

/**
 * A scenario: what happened, fact by fact, each with its time and its source, and what people do about it in Bongsu. Nothing in it is a
 * test of its own; `bongsu replay` plays it through the public API. The JSON schema beside the scenario files is generated from here.
 */

const text = (max: number) => z.string().trim().min(2).max(max);
const nameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,39}$/)
  .describe('A name by which later facts refer to what this fact makes.');
const reference = (what: string) => nameSchema.describe(`Name of ${what} made by an earlier fact.`);

export const sourceSchema = z
  .union([z.literal('assumption'), z.strictObject({ text: text(300), url: z.url().optional() })])
  .describe('Where the fact is documented; "assumption" for what we made up so that the scenario hangs together.');
export type Source = z.infer<typeof sourceSchema>;

/** Each hub's own coordinator, whichever hub it is: which hubs are asked is the plan's decision, not the scenario's. */
export const HUBS = 'hubs';

const about = {
  at: z.iso.datetime({ offset: true }).describe('When it happened, with the offset of the place that gives it.'),
  hour: z.enum(['known', 'assumed']).default('known').describe('"assumed": the source gives the day (or less); the time of day is ours.'),
  source: sourceSchema,
  says: text(200).describe('One line for the account that the replay prints.'),
  actor: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]{1,39}$/)
    .describe(
      'Who does it: the local part of a demo account\'s address, such as "ankara-duty"; "hubs" = the coordinator of each hub concerned.',
    ),
};
const fact = <Act extends string, Shape extends z.ZodRawShape>(act: Act, shape: Shape) =>
  z.strictObject({ ...about, act: z.literal(act), ...shape });
const ofIncident = { incident: reference('an incident') };
const ofRequest = { request: reference('a support request') };
const hoursAhead = z.number().positive().max(2_000);

/** How a hub answers. Shares are of each line of the offer, rounded up. */
export const answerSchema = z.discriminatedUnion('answer', [
  z.strictObject({ answer: z.literal('accept') }),
  z.strictObject({ answer: z.literal('accept-part'), staffShare: z.number().min(0).max(1), supplyShare: z.number().min(0).max(1) }),
  z.strictObject({ answer: z.literal('decline'), reason: declineReasonSchema, note: text(500).nullable().default(null) }),
  z
    .strictObject({ answer: z.literal('lapse'), otherwise: declineReasonSchema })
    .describe(
      'Says nothing, so that the offer escalates. Deadlines are real time: where waiting for one would take too long, the hub declines with this reason.',
    ),
]);
export type Answer = z.infer<typeof answerSchema>;

export const factSchema = z.discriminatedUnion('act', [
  fact('submit-feed', {
    name: nameSchema,
    feed: z.literal('usgs'),
    file: z
      .string()
      .regex(/^[\w.-]+$/)
      .describe('GeoJSON file beside the scenario.'),
    eventId: z
      .string()
      .regex(/^[\w.-]{1,64}$/)
      .describe("The feed's own id of the event that is meant."),
  }),
  fact('file-report', {
    name: nameSchema.optional(),
    incident: reference('an incident').optional(),
    corrects: reference('the report that this one corrects').optional(),
    report: fileReportSchema.omit({ incidentId: true, correctsReportId: true, sourceNote: true }),
  }),
  fact('open-incident', {
    name: nameSchema,
    reports: z.array(reference('a report')).max(100).default([]),
    incident: openIncidentSchema.omit({ reportIds: true }),
  }),
  fact('link-report', { ...ofIncident, report: reference('a report') }),
  fact('acknowledge', ofIncident),
  fact('move-incident', { ...ofIncident, move: z.enum(incidentActs).exclude(['close']), reason: text(500).nullable().default(null) }),
  fact('decide-alert-level', { ...ofIncident, level: alertLevelSchema, basis: text(500) }),
  fact('add-task', {
    ...ofIncident,
    name: nameSchema,
    title: text(200),
    owner: missionIdSchema,
    dueWithinHours: hoursAhead
      .nullable()
      .default(null)
      .describe('Counted from the start of the replay: a deadline that lies years back would be overdue at once.'),
  }),
  fact('complete-task', { ...ofIncident, task: reference('a task') }),
  fact('submit-support-request', {
    ...ofIncident,
    name: nameSchema,
    mission: missionIdSchema,
    priority: prioritySchema,
    neededWithinHours: hoursAhead.describe('Counted from the start of the replay: the system refuses a request whose time has passed.'),
    justification: text(2_000),
    lines: z.array(requestLineSchema).min(1).max(60),
  }),
  fact('answer-offers', {
    ...ofRequest,
    answers: z.array(answerSchema).min(1).max(30).describe('In the order in which hubs are asked; the last one holds for all that follow.'),
  }),
  fact('move-staff', {
    ...ofRequest,
    to: z.enum(['en-route', 'arrived', 'on-task']),
    expectedAt: z.iso.datetime({ offset: true }).optional(),
  }),
  fact('move-supplies', {
    ...ofRequest,
    to: z.enum(['in-transit', 'customs-hold', 'received']),
    expectedAt: z.iso.datetime({ offset: true }).optional(),
  }),
  fact('issue-sitrep', { ...ofIncident, highlights: text(2_000), language: z.enum(['en', 'ko']).default('en') }),
  fact('change-mission-status', { mission: missionIdSchema, change: changeMissionStatusSchema.omit({ asOf: true }) }),
]);
export type Fact = z.infer<typeof factSchema>;
export type FactOf<Act extends Fact['act']> = Extract<Fact, { act: Act }>;

export const scenarioSchema = z.strictObject({
  $schema: z.string().optional(),
  id: nameSchema,
  title: z.strictObject({ ko: text(120), en: text(120) }),
  about: z.strictObject({ ko: text(2_000), en: text(2_000) }),
  zone: timeZoneSchema.describe('Where it happened; the account shows this time beside Korean time.'),
  startAt: z.iso.datetime({ offset: true }),
  longestQuietHours: z
    .number()
    .positive()
    .optional()
    .describe('Quiet stretches longer than this are leapt over. Without it the clock runs evenly.'),
  facts: z.array(factSchema).min(1).max(500),
});
export type Scenario = z.infer<typeof scenarioSchema>;
