import { z } from 'zod';
import { defineJob } from '../jobs/definition';

/**
 * What the probe's entries are about. It is sealed from the first day, with nobody on its list (migration 1700003000000): no board, count, figure or
 * export of anybody tells of them, by the same rules that keep sealed incidents.
 */
export const PROBE_SUBJECT = '00000000-0000-4000-8000-70726f626500';

export const acknowledgeProbe = defineJob({
  name: 'platform.acknowledge-probe',
  queue: 'deadlines',
  actsFor: 'house',
  because: 'the house asks itself whether its jobs are done; nobody caused it',
  schema: z.strictObject({ round: z.uuid() }),
  attempts: 3,
  backoff: { type: 'fixed', delayMs: 1_000 },
});
