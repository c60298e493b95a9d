import { Injectable } from '@nestjs/common';
import { ProblemException } from '@bongsu/platform';
import { RateLimiterMemory } from 'rate-limiter-flexible';
import { countedAddress } from '../domain/origin-words';

/** A provider whose tokens are right never gets here; one that is misconfigured says the same over and over. */
const REFUSED_AT_MOST = 30;
const WINDOW_S = 60;

/**
 * Anybody may send logout tokens, and each costs the check of a signature. Whoever sends wrong ones has to wait; right ones are not counted, because
 * at the change of a watch hundreds may come at once. Counted in the memory of this process, like the rates of the edge.
 */
@Injectable()
export class LogoutRate {
  private readonly refused = new RateLimiterMemory({ keyPrefix: 'oidc-logout', points: REFUSED_AT_MOST, duration: WINDOW_S });

  /** Throws the problem 429 for an address that has sent too many wrong ones. */
  async admit(address: string): Promise<void> {
    const counted = await this.refused.get(countedAddress(address));
    if (counted === null || counted.consumedPoints < REFUSED_AT_MOST) return;
    const retryAfterS = Math.max(1, Math.ceil(counted.msBeforeNext / 1_000));
    throw new ProblemException(
      429,
      'access.too-many-tries',
      'Too many logout tokens from this address were not taken.',
      'Wait, and look at what the log says of them; docs/runbooks/sign-in.md says what to look at.',
      { facts: { retryAfterS }, retryAfterS },
    );
  }

  async count(address: string): Promise<void> {
    await this.refused.penalty(countedAddress(address));
  }
}
