import type { World } from '../engine/world';
import type { Session } from './session';

/** Sessions that wait for others to let go. */
export class Waiters {
  private readonly holders = new Map<Session, readonly Session[]>();
  private readonly resume = new Map<Session, () => void>();

  /** False when they would wait for each other in a circle. */
  wait(session: Session, holders: readonly Session[], again: () => void): boolean {
    this.holders.set(session, holders);
    if (this.waitsFor(session, session, new Set())) {
      this.holders.delete(session);
      return false;
    }
    this.resume.set(session, again);
    return true;
  }

  isWaiting(session: Session, again: () => void): boolean {
    return this.resume.get(session) === again;
  }

  /** Its transaction is over: it waits for nobody. */
  ended(session: Session): void {
    this.holders.delete(session);
  }

  forget(session: Session): void {
    this.holders.delete(session);
    this.resume.delete(session);
  }

  /** Somebody has let go: everybody tries again, in the order in which they came. */
  wake(world: World): void {
    for (const [session, again] of [...this.resume]) {
      world.after(0, () => {
        if (!this.isWaiting(session, again)) return;
        this.forget(session);
        if (!session.isOver) again();
      });
    }
  }

  private waitsFor(session: Session, target: Session, seen: Set<Session>): boolean {
    return (this.holders.get(session) ?? []).some((holder) => {
      if (holder === target) return true;
      if (seen.has(holder)) return false;
      seen.add(holder);
      return this.waitsFor(holder, target, seen);
    });
  }
}
