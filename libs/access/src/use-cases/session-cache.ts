import { Injectable } from '@nestjs/common';
import type { Holding } from '../storage/effective-grants';
import type { RunningSession } from '../storage/session.store';

const KEPT_MS = 2_000;
const KEPT_AT_MOST = 5_000;

/** A session with what its person holds; each grant and each place on a list says until when, and whoever acts on it looks at the clock. */
export interface HeldSession extends RunningSession {
  readonly holding: Holding;
}

interface Known {
  readonly session: HeldSession;
  readonly checkedAtMs: number;
}

/**
 * Sessions that were looked up a moment ago, so that a burst of requests does not ask the database each time. What is changed in this process is
 * forgotten at once; a change by another process is seen when the journal tells of it, and {@link KEPT_MS} later at most.
 */
@Injectable()
export class SessionCache {
  private readonly known = new Map<string, Known>();

  /** The session, when it was checked a moment ago and still has time; `nowMs` is a monotonic reading. */
  get(hash: Buffer, nowMs: number, wallMs: number): HeldSession | null {
    const known = this.known.get(keyOf(hash));
    if (known === undefined || nowMs - known.checkedAtMs > KEPT_MS || known.session.expiresAt.getTime() <= wallMs) return null;
    return known.session;
  }

  put(hash: Buffer, session: HeldSession, nowMs: number): void {
    if (this.known.size >= KEPT_AT_MOST) this.known.clear();
    this.known.set(keyOf(hash), { session, checkedAtMs: nowMs });
  }

  forget(hash: Buffer): void {
    this.known.delete(keyOf(hash));
  }

  /** After something about an account or its sessions has changed. */
  forgetAccount(accountId: string): void {
    for (const [key, { session }] of this.known) if (session.account.id === accountId) this.known.delete(key);
  }

  clear(): void {
    this.known.clear();
  }
}

const keyOf = (hash: Buffer): string => hash.toString('base64url');
