import type { EntryActor } from '@bongsu/kernel';
import type { LostRight } from '../contract';
import type { Actor } from '../security/actor';

/**
 * What somebody may do at this moment who caused something earlier: as herself, with the grants that she holds now; `house` when nobody
 * but the house itself did; or why she may no longer.
 */
export type PresentRights = { readonly as: Omit<Actor, 'correlationId'> } | { readonly as: 'house' } | { readonly lost: LostRight };

/** Who may still do what a job is about; the access context answers, from rows and never from something that was kept. */
export abstract class Originators {
  /** Whether there is such a permission. */
  abstract has(permission: string): boolean;
  abstract presentRights(originator: EntryActor, permission: string, missionId: string): Promise<PresentRights>;
}
