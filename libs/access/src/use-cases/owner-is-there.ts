import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Refusal, type Result, minutes, msBetween, ok, refuse } from '@bongsu/kernel';
import { type Actor, CLOCK } from '@bongsu/platform';
import type { Proof } from '../contract';
import { AccountStore } from '../storage/account.store';
import { PasskeyStore } from '../storage/passkey.store';
import { ProvePresence } from './prove-presence';

const FRESH_FOR_MS = minutes(10);

/**
 * Before passkeys are changed: that the owner is at the keyboard (ASVS 5.0 §7.5.1). Whoever has a password proves it with that. Whoever has none,
 * because the ministry's provider vouches for her, must have signed in a moment ago.
 */
@Injectable()
export class OwnerIsThere {
  constructor(
    private readonly accounts: AccountStore,
    private readonly passkeys: PasskeyStore,
    private readonly presence: ProvePresence,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async check(actor: Actor, proof: Proof | undefined): Promise<Result<null, Refusal>> {
    const account = await this.accounts.byId(actor.id);
    if (account?.passwordHash === null) return this.freshlySignedIn(actor);
    if (proof === undefined) return proofNeeded;
    const proved = await this.presence.check(actor, proof);
    return proved.ok ? ok(null) : proved;
  }

  private async freshlySignedIn({ id, sessionId }: Actor): Promise<Result<null, Refusal>> {
    const begunAt = sessionId === undefined ? null : await this.passkeys.sessionBegunAt(id, sessionId);
    return begunAt !== null && msBetween(begunAt, this.clock.now()) <= FRESH_FOR_MS ? ok(null) : signInAgain;
  }
}

const proofNeeded = refuse('invalid', 'access.proof-needed', 'Your password is needed for this.', 'Type your present password.', {
  field: 'proof',
});
const signInAgain = refuse(
  'forbidden',
  'access.sign-in-again',
  'You signed in more than ten minutes ago. Passkeys are changed only right after signing in.',
  'Sign out, sign in again and repeat it within ten minutes.',
);
