import { z } from 'zod';
import { defineTwoPersonAct } from '@bongsu/access/contract';
import { hours } from '@bongsu/kernel';
import { storedInstantSchema } from '@bongsu/platform/contract';

/** The highest alert level (심각) is never raised by one person (domain §7). */
export const raiseSeriousAlert = defineTwoPersonAct({
  kind: 'incidents.serious-alert',
  schema: z.strictObject({
    incidentId: z.uuid(),
    level: z.literal('serious'),
    basis: z.string(),
    reviewAt: storedInstantSchema.nullable(),
  }),
  proposePermission: 'incidents.alert-level.decide',
  confirmPermission: 'incidents.alert-level.decide',
  expiresAfterMs: hours(4),
});

/** What was sealed is shown to everybody again by two persons who are both on its list. Why, stands with the incident's reasons under `decisionId`. */
export const unsealIncident = defineTwoPersonAct({
  kind: 'incidents.unseal',
  schema: z.strictObject({ incidentId: z.uuid(), decisionId: z.uuid() }),
  proposePermission: 'incidents.unseal',
  confirmPermission: 'incidents.unseal',
  expiresAfterMs: hours(72),
});
