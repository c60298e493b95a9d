import { z } from 'zod';
import { idSchema } from '@bongsu/platform/contract';
import { defineJob } from '@bongsu/platform';

/** A fault is met with tries over some minutes; after that the promise lies dead, in view, until somebody drives it again. */
const patient = { attempts: 12, backoff: { type: 'exponential', delayMs: 500 } } as const;

/** Wakes up when a proposal should have been answered. */
export const expireProposal = defineJob({
  name: 'access.expire-proposal',
  queue: 'deadlines',
  schema: z.strictObject({ proposalId: idSchema }),
  ...patient,
});

/** Wakes up when a delegation is over. */
export const endDelegation = defineJob({
  name: 'access.end-delegation',
  queue: 'deadlines',
  schema: z.strictObject({ delegationId: idSchema }),
  ...patient,
});

/** Wakes up when a broken glass shuts. */
export const endBreakGlass = defineJob({
  name: 'access.end-break-glass',
  queue: 'deadlines',
  schema: z.strictObject({ breakGlassId: idSchema }),
  ...patient,
});
