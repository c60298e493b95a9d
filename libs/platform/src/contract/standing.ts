import { z } from 'zod';

/**
 * What a report passes on its way, in this order: the door (HTTP), the database (stored), the sequencer (numbered), the board (a frame on a line),
 * the queues (their backend answers), the worker (the job was done).
 */
export const legs = ['door', 'database', 'sequencer', 'board', 'queues', 'worker'] as const;
export type Leg = (typeof legs)[number];

const legStateSchema = z.enum(['ok', 'broken', 'unknown']);
export type LegState = z.infer<typeof legStateSchema>;

/** How the house stands as one api process sees it. No counts, no names, no data. */
export const standingSchema = z.strictObject({
  status: legStateSchema,
  at: z.string().meta({ description: 'Now' }),
  probedAt: z
    .string()
    .nullable()
    .meta({ description: 'When the last beacon was lit; null before the first one, and where there are none' }),
  legs: z
    .array(z.strictObject({ leg: z.enum(legs), state: legStateSchema }))
    .meta({ description: 'What a report passes on its way, in order; what lies behind a broken leg is unknown' }),
  archive: z.enum(['off', ...legStateSchema.options]).meta({
    description: 'Whether all that was written lies outside the database too, but for the last minute; off: its WAL is not archived',
  }),
});
export type Standing = z.infer<typeof standingSchema>;
