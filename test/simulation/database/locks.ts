import type { Session } from './session';

/** As PostgreSQL's row locks, weakest first. */
export const strengths = ['KEY SHARE', 'SHARE', 'NO KEY UPDATE', 'UPDATE'] as const;
export type Strength = (typeof strengths)[number];

const conflicts: Readonly<Record<Strength, readonly Strength[]>> = {
  'KEY SHARE': ['UPDATE'],
  SHARE: ['NO KEY UPDATE', 'UPDATE'],
  'NO KEY UPDATE': ['SHARE', 'NO KEY UPDATE', 'UPDATE'],
  UPDATE: strengths,
};

/** Somebody else holds what a statement needs: it is run again when they have let go. */
export class MustWait extends Error {
  constructor(readonly holders: readonly Session[]) {
    super('somebody else holds it');
  }
}

/** Who holds which row, or which value of a unique index that is not committed yet. Held until the transaction ends. */
export class Locks {
  private readonly held = new Map<string, Map<Session, Set<Strength>>>();

  /** Takes it, or throws {@link MustWait}. */
  take(what: string, session: Session, strength: Strength): void {
    const holders = this.held.get(what) ?? new Map<Session, Set<Strength>>();
    const inTheWay = [...holders].filter(
      ([other, theirs]) => other !== session && [...theirs].some((each) => conflicts[strength].includes(each)),
    );
    if (inTheWay.length > 0) throw new MustWait(inTheWay.map(([other]) => other));
    this.held.set(what, holders);
    const mine = holders.get(session) ?? new Set<Strength>();
    holders.set(session, mine.add(strength));
    session.holds.add(what);
  }

  /** Whether somebody else has it, for SKIP LOCKED. */
  isFree(what: string, session: Session, strength: Strength): boolean {
    try {
      this.take(what, session, strength);
      return true;
    } catch (reason) {
      if (reason instanceof MustWait) return false;
      throw reason;
    }
  }

  letGo(session: Session): void {
    for (const what of session.holds) {
      const holders = this.held.get(what);
      holders?.delete(session);
      if (holders?.size === 0) this.held.delete(what);
    }
    session.holds.clear();
  }
}
