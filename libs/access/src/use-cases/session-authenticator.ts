import { Inject, Injectable } from '@nestjs/common';
import { type Clock, newId, ok } from '@bongsu/kernel';
import { type Actor, Authenticator, CLOCK, type Credentials, UnitOfWork, systemActor } from '@bongsu/platform';
import { SERVICE_TOKEN_PREFIX } from '../contract';
import { EffectiveGrants, type Holding, inForce, sealsAt } from '../storage/effective-grants';
import { type RunningSession, SessionStore } from '../storage/session.store';
import { AccessSettings } from './access-settings';
import { ServiceCallers } from './service-callers';
import { type HeldSession, SessionCache } from './session-cache';
import { broughtToken, tokenHash } from './tokens';

const NOTHING: Holding = { grants: [], seals: [] };

/** Answers who calls from the token that came along: a person's session, or a service. */
@Injectable()
export class SessionAuthenticator extends Authenticator {
  constructor(
    private readonly sessions: SessionStore,
    private readonly grants: EffectiveGrants,
    private readonly services: ServiceCallers,
    private readonly cache: SessionCache,
    private readonly settings: AccessSettings,
    private readonly work: UnitOfWork,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    super();
  }

  async authenticate(credentials: Credentials, correlationId: string): Promise<Actor | null> {
    const brought = broughtToken(credentials, this.settings.sessionCookie);
    if (brought === null) return null;
    if (brought.token.startsWith(SERVICE_TOKEN_PREFIX))
      // A service brings its token itself; it never becomes a browser's session.
      return brought.as === 'bearer' ? this.services.callerOf(brought.token, correlationId) : null;
    const session = await this.sessionOf(tokenHash(brought.token));
    return session === null ? null : this.actorOf(session, correlationId);
  }

  /** Of callers on open lines. A line that stays open is no use of the session: only requests keep it from growing idle. */
  async recheck(actors: readonly Actor[]): Promise<readonly (Actor | null)[]> {
    const ids = [...new Set(actors.flatMap(({ sessionId }) => sessionId ?? []))];
    const running = await this.sessions.runningOf(ids, this.settings.idleS);
    const held = await this.grants.holdings([...running.values()].map(({ account }) => account));
    return actors.map(({ sessionId, correlationId }) => {
      const session = sessionId === undefined ? undefined : running.get(sessionId);
      return session === undefined ? null : this.actorOf({ ...session, holding: held.get(session.account.id) ?? NOTHING }, correlationId);
    });
  }

  private async sessionOf(hash: Buffer): Promise<HeldSession | null> {
    const nowMs = performance.now();
    const cached = this.cache.get(hash, nowMs, Date.parse(this.clock.now()));
    if (cached !== null) return cached;
    const running = await this.sessions.running(hash, this.settings.idleS);
    if (running === null) return null;
    const holding = (await this.grants.holdings([running.account])).get(running.account.id) ?? NOTHING;
    const session = { ...running, holding };
    this.cache.put(hash, session, nowMs);
    await this.noteUse(session);
    return session;
  }

  /** What was lent for a time ends to the millisecond, however long ago it was looked up. */
  private actorOf({ id, account, method, holding }: HeldSession, correlationId: string): Actor {
    const now = this.clock.now();
    const grants = inForce(holding.grants, now);
    const due = this.settings.dueOf(method, { ...account, grants });
    const who = { kind: 'person' as const, id: account.id, correlationId, sessionId: id };
    return due === null ? { ...who, grants, seals: sealsAt(holding, now) } : { ...who, grants: [], seals: [], due };
  }

  private async noteUse(session: RunningSession): Promise<void> {
    if (!this.sessions.isNoteDue(session, this.clock.now())) return;
    await this.work.run(systemActor('access.sessions', newId()), async (tx) => (this.sessions.noteUse(tx, session.id), ok(null)));
  }
}
