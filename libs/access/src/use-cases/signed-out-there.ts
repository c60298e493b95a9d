import { Injectable } from '@nestjs/common';
import { type Instant, addMs, minutes } from '@bongsu/kernel';
import type { Tx } from '@bongsu/platform';
import { CeremonyStore } from '../storage/ceremony.store';

/** Longer than a sign-in may be under way. */
const REMEMBERED_FOR_MS = minutes(15);

/** A person at the provider (`sub`), a session of hers there (`sid`), or both. */
interface Whom {
  readonly issuer: string;
  readonly subject: string | null;
  readonly sid: string | null;
}

/**
 * Remembers for a while whom the ministry's provider has signed out, so that a sign-in that had begun before and is still being completed gets no
 * session: when the provider told of the end, there was none yet that could be ended.
 */
@Injectable()
export class SignedOutThere {
  constructor(private readonly ceremonies: CeremonyStore) {}

  async note(tx: Tx, whom: Whom): Promise<void> {
    await takeTurns(tx, whom);
    // Of a sign-in whose ID token names no session nobody can say that it is another one than the one that ended.
    const names = whom.subject === null ? [whom] : [whom, { ...whom, sid: null }];
    await this.ceremonies.remember(tx, 'oidc-signed-out', [...new Set(names.map(nameOf))], addMs(tx.now, REMEMBERED_FOR_MS));
  }

  /** Whether the provider told of a sign-out of this person or session since a sign-in began. A sign-out that comes now waits for this unit. */
  async since(tx: Tx, whom: Whom, begunAt: Instant): Promise<boolean> {
    await takeTurns(tx, whom);
    // By session and person, by session alone, by person alone: as a logout token may name them.
    const names = [whom, { ...whom, subject: null }, { ...whom, sid: null }].map(nameOf);
    return this.ceremonies.areRemembered(tx, 'oidc-signed-out', names, addMs(begunAt, REMEMBERED_FOR_MS));
  }
}

const nameOf = ({ issuer, subject, sid }: Whom): string => JSON.stringify([issuer, subject, sid]);

/** Whichever of the two comes second sees what the first has done; person before session, so that none waits for the other for ever. */
async function takeTurns(tx: Tx, { issuer, subject, sid }: Whom): Promise<void> {
  for (const name of [
    ['signed out', issuer, subject],
    ['signed out there', issuer, sid],
  ])
    if (name[2] !== null) await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1::text, 0))', [JSON.stringify(name)]);
}
