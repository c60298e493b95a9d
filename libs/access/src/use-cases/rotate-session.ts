import { Inject, Injectable } from '@nestjs/common';
import { type Clock, ok, startedAt } from '@bongsu/kernel';
import { type Actor, CLOCK, UnitOfWork, systemActor } from '@bongsu/platform';
import type { SessionView } from '../contract';
import { SessionStore } from '../storage/session.store';
import { AccessSettings } from './access-settings';
import { SecurityLog } from './security-log';
import { SessionCache } from './session-cache';
import { newToken, tokenHash } from './tokens';

/** Requests that left the browser together with the one that was given the new token may still come with the old one. */
const OVERLAP_MS = 60_000;
/** The same after a proof, where the old token is to go soon (ASVS 5.0 §7.2.4). */
const OVERLAP_AFTER_PROOF_MS = 10_000;

/** Gives a session a new token now and then, so that one that was stolen is soon worth nothing (ASVS 5.0 §7.2.4). */
@Injectable()
export class RotateSession {
  constructor(
    private readonly work: UnitOfWork,
    private readonly sessions: SessionStore,
    private readonly cache: SessionCache,
    private readonly settings: AccessSettings,
    private readonly log: SecurityLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The new token for whoever brought `token` a moment ago; null when it is not due, or another request of the same browser was first. */
  async whenDue(token: string, correlationId: string): Promise<Pick<SessionView, 'token' | 'expiresAt'> | null> {
    const from = tokenHash(token);
    const wallMs = Date.parse(this.clock.now());
    const session = this.cache.get(from, startedAt(), wallMs);
    const { rotateAfterMs } = this.settings;
    if (session === null || !session.present || wallMs - session.rotatedAt.getTime() < rotateAfterMs) return null;
    const made = newToken();
    const change = { from, to: tokenHash(made), ifOlderThanMs: rotateAfterMs, overlapMs: OVERLAP_MS };
    const result = await this.work.run(systemActor('access.sessions', correlationId), async (tx) =>
      ok(await this.sessions.rotate(tx, change)),
    );
    this.cache.forget(from);
    if (!result.ok || result.value === null) return null;
    this.log.tell('session_renewed', correlationId, { session: session.id });
    return { token: made, expiresAt: result.value.toISOString() };
  }

  /** The new token for whoever has proved once more, in this session, who she is; null when it has ended meanwhile. */
  async afterProof({ id: accountId, sessionId, correlationId }: Actor): Promise<Pick<SessionView, 'token' | 'expiresAt'> | null> {
    if (sessionId === undefined) return null;
    const made = newToken();
    const change = { to: tokenHash(made), overlapMs: OVERLAP_AFTER_PROOF_MS };
    const result = await this.work.run(systemActor('access.sessions', correlationId), async (tx) =>
      ok(await this.sessions.rotateNow(tx, { accountId, id: sessionId }, change)),
    );
    this.cache.forgetAccount(accountId);
    if (!result.ok || result.value === null) return null;
    this.log.tell('session_renewed', correlationId, { session: sessionId });
    return { token: made, expiresAt: result.value.toISOString() };
  }
}
