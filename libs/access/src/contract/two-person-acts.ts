import { z } from 'zod';
import { hours } from '@bongsu/kernel';
import { grantsSchema } from './people';
import { defineTwoPersonAct } from './two-person';

/**
 * Makes somebody an administrator, or widens what one administers. `instead` are the grants that it was proposed on: when they were changed meanwhile
 * it is not done, so that nothing that was withdrawn comes back.
 *
 * Kinds to come, each declared by the context that can carry it out: death notice, mass message, manifest lock
 * (domain §7).
 */
export const grantAdministrator = defineTwoPersonAct({
  kind: 'access.grant-administrator',
  schema: z.strictObject({ accountId: z.uuid(), grants: grantsSchema, instead: grantsSchema }),
  proposePermission: 'access.people.manage',
  confirmPermission: 'access.people.manage',
  expiresAfterMs: hours(72),
});
