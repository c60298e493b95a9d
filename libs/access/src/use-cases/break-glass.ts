import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, addMs, minutes, newId, ok, refuse } from '@bongsu/kernel';
import { type Actor, EVERYTHING, type Grant, type Tx, UnitOfWork, visibilityOf } from '@bongsu/platform';
import {
  BreakGlassEnded,
  BreakGlassOpened,
  BreakGlassReviewed,
  type BreakGlassSubject,
  type OpenBreakGlass,
  type ReviewBreakGlass,
} from '../contract';
import { concerned, isOpen, maySupervise } from '../domain/break-glass';
import { may } from '../domain/may';
import { personNeeded } from '../domain/person-needed';
import { BreakGlassStore } from '../storage/break-glass.store';
import { EffectiveGrants } from '../storage/effective-grants';
import type { BreakGlassEntity } from '../storage/lent-grants.entity';
import { SealLists } from '../storage/seal-lists';
import { tooManyTries } from './refusals';
import { SecurityLog } from './security-log';
import { SessionCache } from './session-cache';
import { SignInThrottle } from './sign-in-throttle';
import { wokenTooEarly } from './woken-too-early';

/**
 * Whoever must see another mission's data, or a sealed incident, at once opens it herself, for a short time and for a stated reason, and others look at
 * it afterwards. Of a sealed incident those on its list are told at once; to everybody else it stays unknown that there is one.
 */
@Injectable()
export class BreakGlass {
  constructor(
    private readonly work: UnitOfWork,
    private readonly glasses: BreakGlassStore,
    private readonly grants: EffectiveGrants,
    private readonly lists: SealLists,
    private readonly throttle: SignInThrottle,
    private readonly cache: SessionCache,
    private readonly log: SecurityLog,
  ) {}

  /** A sealed incident by its code: whoever types wrong ones waits longer and longer, so that nobody finds out by trying which there are. */
  async open(command: OpenBreakGlass, actor: Actor): Promise<Result<Opened, Refusal>> {
    if (command.subject.type === 'mission') return this.openSubject(command, actor);
    const admission = await this.throttle.askSealedCode(actor.id);
    if (!admission.admitted) return tooManyTries(admission.retryAfterS);
    const opened = await this.openSubject(command, actor);
    if (opened.ok) await this.throttle.rightSealedCode(actor.id);
    return opened;
  }

  private async openSubject(
    { subject: wanted, minutes: count, reasonCode, reason }: OpenBreakGlass,
    actor: Actor,
  ): Promise<Result<Opened, Refusal>> {
    const result = await this.work.run<Opened, Refusal>(actor, async (tx) => {
      if (actor.kind !== 'person') return personNeeded;
      const held = (await this.grants.within(tx, [actor.id])).get(actor.id) ?? [];
      const own = held.filter(({ why }) => why === 'own' || why === 'delegated');
      const homeMissions = missionsOf(own.filter(({ role }) => may({ grants: [{ role, missions: '*' }] }, 'access.break-glass', null)));
      if (homeMissions.length === 0) return notWithinRoles;
      const found = await this.subjectOf(tx, wanted, actor, own);
      if (!found.ok) return found;
      const subject = found.value;
      if (await this.glasses.hasOpen(tx, actor.id, subject)) return openAlready;
      const [id, untilAt] = [newId(), addMs(tx.now, minutes(count))];
      const row = {
        id,
        accountId: actor.id,
        subjectType: subject.type,
        subjectId: subject.id,
        homeMissions,
        reasonCode,
        reason,
        openedAt: tx.now,
        untilAt,
      };
      await this.glasses.add(tx, row);
      if (subject.type === 'incident') {
        await this.lists.see(tx, subject.id);
        await this.lists.add(tx, subject.id, { accountId: actor.id, why: 'break-glass', until: untilAt });
      }
      tx.append(BreakGlassOpened.of({ ...about(row), body: { breakGlassId: id, subject, reasonCode, until: untilAt } }));
      return ok({ id, incidentId: subject.type === 'incident' ? subject.id : null });
    });
    this.cache.forgetAccount(actor.id);
    if (result.ok) this.log.tell('authz_change', actor.correlationId, { account: actor.id, by: actor.id });
    return result;
  }

  /** What is opened, by its id; refused when it is not there, or when she sees it anyway. One answer for no incident and one that is not sealed. */
  private async subjectOf(
    tx: Tx,
    { type, id }: OpenBreakGlass['subject'],
    actor: Actor,
    own: readonly Grant[],
  ): Promise<Result<BreakGlassSubject>> {
    if (type === 'mission') return may({ grants: own }, 'incidents.read', id) ? notNeeded : ok({ type, id });
    const incidentId = await this.lists.byCode(tx, id);
    if (incidentId === null) return noSuchIncident;
    const place = await this.lists.placeOf(tx, incidentId, actor.id);
    if (place === 'lasting') return notNeeded;
    return place === null ? ok({ type, id: incidentId }) : openAlready;
  }

  /** By whoever opened it, or whoever looks after one of the missions concerned. */
  async end(id: string, actor: Actor): Promise<Result<null, Refusal>> {
    const result = await this.work.run<{ accountId: string }, Refusal>(actor, async (tx) => {
      const glass = await this.glasses.lock(tx, id, visibilityOf(actor));
      if (glass === null || !(glass.accountId === actor.id || maySupervise(glass, actor))) return noSuchGlass;
      if (!isOpen(glass, tx.now)) return endedBefore;
      await this.glasses.end(tx, id, tx.now);
      await this.offTheList(tx, glass);
      tx.append(BreakGlassEnded.of({ ...about(glass), body: { ...named(glass), by: 'hand' } }));
      return ok({ accountId: glass.accountId });
    });
    if (!result.ok) return result;
    this.cache.forgetAccount(result.value.accountId);
    return ok(null);
  }

  /** Its time is over; the clock has shut it already, this tells of it. */
  endByTime({ breakGlassId }: { breakGlassId: string }, actor: Actor): Promise<Result<{ ended: boolean }, Refusal>> {
    return this.work.run<{ ended: boolean }, Refusal>(actor, async (tx) => {
      // The clock ends it, though whoever opened it sees it no more.
      const glass = await this.glasses.lock(tx, breakGlassId, EVERYTHING);
      if (glass === null || glass.endedAt !== null) return ok({ ended: false });
      wokenTooEarly(glass.untilAt, tx.now);
      await this.glasses.end(tx, breakGlassId, glass.untilAt);
      await this.offTheList(tx, glass);
      tx.append(BreakGlassEnded.of({ ...about(glass), body: { ...named(glass), by: 'time' } }));
      return ok({ ended: true });
    });
  }

  /** Whoever was taken off the list of a sealed incident has nothing open there any more. */
  async endOn(tx: Tx, accountId: string, incidentId: string): Promise<void> {
    for (const glass of await this.glasses.endOn(tx, accountId, incidentId))
      tx.append(BreakGlassEnded.of({ ...about(glass), body: { ...named(glass), by: 'hand' } }));
  }

  private async offTheList(tx: Tx, { subjectType, subjectId, accountId }: BreakGlassEntity): Promise<void> {
    if (subjectType === 'incident') await this.lists.remove(tx, subjectId, accountId, 'break-glass');
  }

  review(id: string, { outcome, note }: ReviewBreakGlass, actor: Actor): Promise<Result<null, Refusal>> {
    return this.work.run<null, Refusal>(actor, async (tx) => {
      const glass = await this.glasses.lock(tx, id, visibilityOf(actor));
      if (glass === null) return noSuchGlass;
      if (glass.accountId === actor.id) return ownGlass;
      if (actor.kind !== 'person' || !maySupervise(glass, actor)) return noSuchGlass;
      if (glass.reviewedAt !== null) return reviewedBefore;
      await this.glasses.review(tx, id, outcome, note);
      tx.append(BreakGlassReviewed.of({ ...about(glass), body: { ...named(glass), outcome } }));
      return ok(null);
    });
  }
}

const missionsOf = (grants: readonly Grant[]): string[] => [
  ...new Set(grants.flatMap(({ missions }) => (missions === '*' ? [] : missions))),
];
const named = ({ id, subjectType, subjectId }: Pick<BreakGlassEntity, 'id' | 'subjectType' | 'subjectId'>) => ({
  breakGlassId: id,
  subject: { type: subjectType, id: subjectId },
});
const about = (row: Pick<BreakGlassEntity, 'id' | 'subjectType' | 'subjectId' | 'homeMissions'>) => ({
  subject: { type: 'break-glass', id: row.id },
  incidentId: row.subjectType === 'incident' ? row.subjectId : null,
  audience: concerned(row),
});

/** What was opened; `incidentId` when that was a sealed incident, which she sees from now on. */
export interface Opened {
  readonly id: string;
  readonly incidentId: string | null;
}

const notWithinRoles = refuse('forbidden', 'access.forbidden', 'Your roles do not allow this.', 'Ask headquarters.');
const noSuchIncident = refuse(
  'not-found',
  'access.no-such-sealed-incident',
  'There is no sealed incident of this code.',
  'Check the code with whoever gave it to you.',
  { field: 'subject.id' },
);
const notNeeded = refuse('conflict', 'access.break-glass-not-needed', 'You see this without it.', 'Open it.', {
  field: 'subject',
});
const openAlready = refuse('conflict', 'access.break-glass-open', 'You have opened this already.', 'End it first if it must last longer.', {
  field: 'subject',
});
const endedBefore = refuse('conflict', 'access.break-glass-over', 'It has ended.', 'Read the list again.');
const reviewedBefore = refuse('conflict', 'access.break-glass-reviewed-before', 'It was reviewed before.', 'Read the list again.');
const ownGlass = refuse(
  'forbidden',
  'access.own-break-glass',
  'Nobody reviews what she opened herself.',
  'Another person with the right does.',
);
export const noSuchGlass = refuse(
  'not-found',
  'access.no-such-break-glass',
  'There is no such break-glass access.',
  'Read the list again.',
);
