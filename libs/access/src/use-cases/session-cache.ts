import { Injectable } from '@nestjs/common';
import type { Account } from '../storage/account.store';

const KEPT_MS = 2_000;
const KEPT_AT_MOST = 5_000;

interface Known {
  readonly account: Account;
  readonly expiresAtMs: number;
  readonly checkedAtMs: number;
}

/**
 * Sessions that were looked up a moment ago, so that a burst of requests does not ask the database each time. An end of a
 * session on another process is seen {@link KEPT_MS} later at most.
 */
@Injectable()
export class SessionCache {
  private readonly known = new Map<string, Known>();

  /** The account, when it was checked a moment ago and still has time; `nowMs` is a monotonic reading. */
  get(hash: Buffer, nowMs: number, wallMs: number): Account | null {
    const known = this.known.get(keyOf(hash));
    if (known === undefined || nowMs - known.checkedAtMs > KEPT_MS || known.expiresAtMs <= wallMs) return null;
    return known.account;
  }

  put(hash: Buffer, account: Account, expiresAt: Date, nowMs: number): void {
    if (this.known.size >= KEPT_AT_MOST) this.known.clear();
    this.known.set(keyOf(hash), { account, expiresAtMs: expiresAt.getTime(), checkedAtMs: nowMs });
  }

  forget(hash: Buffer): void {
    this.known.delete(keyOf(hash));
  }
}

const keyOf = (hash: Buffer): string => hash.toString('base64url');
