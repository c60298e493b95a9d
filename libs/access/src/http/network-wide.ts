import { type Actor, ProblemException } from '@bongsu/platform';
import type { Permission } from '../contract';
import { may } from '../domain/may';

/** Accounts belong to no mission: only a grant for the whole network reaches them, and only a person has the say over who comes in. */
export function requireNetwork(actor: Actor, permission: Permission): void {
  if (actor.kind === 'person' && may(actor, permission, null)) return;
  throw new ProblemException(403, 'access.forbidden', 'Your roles do not include this.', 'Ask an administrator of the whole network.', {
    facts: { permission },
  });
}
