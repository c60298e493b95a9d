import { z } from 'zod';
import { idSchema } from '@bongsu/platform/contract';
import { defineJob } from '@bongsu/platform';

/** A fault is met with tries over some minutes; after that the promise lies dead, in view, until somebody drives it again. */
const patient = { attempts: 12, backoff: { type: 'exponential', delayMs: 500 } } as const;

/** Wakes up when a proposal should have been answered. */
export const expireProposal = defineJob({
  name: 'access.expire-proposal',
  queue: 'deadlines',
  actsFor: 'house',
  because: 'what was for a time ends by the clock, whoever proposed it',
  schema: z.strictObject({ proposalId: idSchema }),
  ...patient,
});

/** Wakes up when a delegation is over. */
export const endDelegation = defineJob({
  name: 'access.end-delegation',
  queue: 'deadlines',
  actsFor: 'house',
  because: 'what was lent for a time ends by the clock, whoever lent it',
  schema: z.strictObject({ delegationId: idSchema }),
  ...patient,
});

/** Wakes up when a broken glass shuts. */
export const endBreakGlass = defineJob({
  name: 'access.end-break-glass',
  queue: 'deadlines',
  actsFor: 'house',
  because: 'what was opened for a time shuts by the clock, whoever opened it',
  schema: z.strictObject({ breakGlassId: idSchema }),
  ...patient,
});
