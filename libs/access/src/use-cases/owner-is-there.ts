import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Refusal, type Result, minutes, msBetween, ok, refuse } from '@bongsu/kernel';
import { type Actor, CLOCK } from '@bongsu/platform';
import type { Proof } from '../contract';
import { AccountStore, SessionStore } from '../storage/account.store';
import { ProvePresence } from './prove-presence';

const FRESH_FOR_MS = minutes(10);

/**
 * Before passkeys are changed or sessions ended: that the owner is at the keyboard (ASVS 5.0 §7.5.1, §7.5.2). Whoever has a password proves it with
 * that. Whoever has none, because the ministry's provider vouches for her, must have proved who she is there a moment ago; that a session there let
 * her through does not count.
 */
@Injectable()
export class OwnerIsThere {
  constructor(
    private readonly accounts: AccountStore,
    private readonly sessions: SessionStore,
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
    const proof = sessionId === undefined ? null : await this.sessions.proofOf({ accountId: id, id: sessionId });
    const provedAt = proof?.provedAt ?? null;
    return provedAt !== null && msBetween(provedAt, this.clock.now()) <= FRESH_FOR_MS ? ok(null) : signInAgain;
  }
}

const proofNeeded = refuse('invalid', 'access.proof-needed', 'Your password is needed for this.', 'Type your present password.', {
  field: 'proof',
});
const signInAgain = refuse(
  'forbidden',
  'access.sign-in-again',
  'This is done only within ten minutes of having proved who you are.',
  'Sign in once more with the ministry, which asks you anew, and repeat it within ten minutes.',
);
