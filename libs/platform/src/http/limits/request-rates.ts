import { Inject, Injectable, Logger } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Settings } from '../../config/concerns';
import { SETTINGS } from '../../config/settings';
import { ProblemException } from '../problem';
import { networkOf } from './network-of';

const WINDOW_S = 10;

/** Whose budget a request is taken from: filing reports has its own, which nobody who reads lists can use up. An address has it for known sessions alone. */
export type Budget = 'general' | 'intake';

/**
 * How often callers may ask. Counted in the memory of this process: with N api processes a caller may come N times as often, which is enough to keep
 * one of them alive; a count that all share would cost every request a way to another machine.
 */
@Injectable()
export class RequestRates {
  private readonly logger = new Logger('Security');
  private readonly all: RateLimiterMemory;
  private readonly addresses: Readonly<Record<Budget, RateLimiterMemory>>;
  private readonly accounts: Readonly<Record<Budget, RateLimiterMemory>>;

  constructor(@Inject(SETTINGS) { limits }: Pick<Settings, 'limits'>) {
    this.all = limiter('all', limits.RATE_GLOBAL_PER_SECOND);
    this.addresses = {
      general: limiter('address', limits.RATE_ADDRESS_PER_SECOND),
      intake: limiter('intake-address', limits.RATE_INTAKE_ADDRESS_PER_SECOND),
    };
    this.accounts = {
      general: limiter('account', limits.RATE_ACCOUNT_PER_SECOND),
      intake: limiter('intake-account', limits.RATE_INTAKE_ACCOUNT_PER_SECOND),
    };
  }

  /** Before anything is known of the caller but her address. Null when she may go on. */
  async fromAddress(address: string, budget: Budget, correlationId: string): Promise<ProblemException | null> {
    const refused = await this.taken(this.addresses[budget], networkOf(address), correlationId);
    return refused ?? (budget === 'general' ? this.taken(this.all, 'all', correlationId) : null);
  }

  ofAccount(accountId: string, budget: Budget, correlationId: string): Promise<ProblemException | null> {
    return this.taken(this.accounts[budget], accountId, correlationId);
  }

  private async taken(from: RateLimiterMemory, key: string, correlationId: string): Promise<ProblemException | null> {
    try {
      await from.consume(key);
      return null;
    } catch (excess) {
      if (!(excess instanceof RateLimiterRes)) throw excess;
      // Once for each window: a flood must not fill the log as well.
      if (excess.consumedPoints === from.points + 1)
        this.logger.warn({ msg: 'excess_rate_limit_exceeded', correlationId, limit: from.keyPrefix });
      return tooMany(from.keyPrefix, Math.max(1, Math.ceil(excess.msBeforeNext / 1_000)));
    }
  }
}

function limiter(keyPrefix: string, perSecond: number): RateLimiterMemory {
  return new RateLimiterMemory({ keyPrefix, points: perSecond * WINDOW_S, duration: WINDOW_S });
}

export function tooMany(limit: string, retryAfterS: number): ProblemException {
  return new ProblemException(
    429,
    'platform.too-many-requests',
    'More was asked for than one caller may in this time.',
    `Wait ${String(retryAfterS)} seconds, then go on more slowly.`,
    { retryAfterS, facts: { limit, retryAfterS } },
  );
}
