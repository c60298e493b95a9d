import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, addMs, minutes, newId, ok, refuse } from '@bongsu/kernel';
import { type Actor, type Grant, UnitOfWork } from '@bongsu/platform';
import { BreakGlassEnded, BreakGlassOpened, BreakGlassReviewed, type OpenBreakGlass, type ReviewBreakGlass } from '../contract';
import { concerned, isOpen, maySupervise } from '../domain/break-glass';
import { may } from '../domain/may';
import { BreakGlassStore } from '../storage/break-glass.store';
import { EffectiveGrants } from '../storage/effective-grants';
import type { BreakGlassEntity } from '../storage/lent-grants.entity';
import { SecurityLog } from './security-log';
import { SessionCache } from './session-cache';
import { wokenTooEarly } from './woken-too-early';

/** Whoever must see another mission's data at once opens it herself, for a short time and for a stated reason, and others look at it afterwards. */
@Injectable()
export class BreakGlass {
  constructor(
    private readonly work: UnitOfWork,
    private readonly glasses: BreakGlassStore,
    private readonly grants: EffectiveGrants,
    private readonly cache: SessionCache,
    private readonly log: SecurityLog,
  ) {}

  async open({ subject, minutes: count, reasonCode, reason }: OpenBreakGlass, actor: Actor): Promise<Result<{ id: string }, Refusal>> {
    const result = await this.work.run<{ id: string }, Refusal>(actor, async (tx) => {
      if (actor.kind !== 'person') return personNeeded;
      const held = (await this.grants.within(tx, [actor.id])).get(actor.id) ?? [];
      const own = held.filter(({ why }) => why === 'own' || why === 'delegated');
      const homeMissions = missionsOf(own.filter(({ role }) => may({ grants: [{ role, missions: '*' }] }, 'access.break-glass', null)));
      if (homeMissions.length === 0) return notWithinRoles;
      if (may({ grants: own }, 'incidents.read', subject.id)) return notNeeded;
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
      tx.append(BreakGlassOpened.of({ ...about(row), body: { breakGlassId: id, subject, reasonCode, until: untilAt } }));
      return ok({ id });
    });
    this.cache.forgetAccount(actor.id);
    if (result.ok) this.log.tell('authz_change', actor.correlationId, { account: actor.id, by: actor.id });
    return result;
  }

  /** By whoever opened it, or whoever looks after one of the missions concerned. */
  async end(id: string, actor: Actor): Promise<Result<null, Refusal>> {
    const result = await this.work.run<{ accountId: string }, Refusal>(actor, async (tx) => {
      const glass = await this.glasses.lock(tx, id);
      if (glass === null || !(glass.accountId === actor.id || maySupervise(glass, actor))) return noSuchGlass;
      if (!isOpen(glass, tx.now)) return endedBefore;
      await this.glasses.end(tx, id, tx.now);
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
      const glass = await this.glasses.lock(tx, breakGlassId);
      if (glass === null || glass.endedAt !== null) return ok({ ended: false });
      wokenTooEarly(glass.untilAt, tx.now);
      await this.glasses.end(tx, breakGlassId, glass.untilAt);
      tx.append(BreakGlassEnded.of({ ...about(glass), body: { ...named(glass), by: 'time' } }));
      return ok({ ended: true });
    });
  }

  review(id: string, { outcome, note }: ReviewBreakGlass, actor: Actor): Promise<Result<null, Refusal>> {
    return this.work.run<null, Refusal>(actor, async (tx) => {
      const glass = await this.glasses.lock(tx, id);
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
const about = (row: Pick<BreakGlassEntity, 'id' | 'subjectId' | 'homeMissions'>) => ({
  subject: { type: 'break-glass', id: row.id },
  audience: concerned(row),
});

const personNeeded = refuse('forbidden', 'access.person-needed', 'A person answers for this; a program cannot.', 'Let a person do it.');
const notWithinRoles = refuse('forbidden', 'access.forbidden', 'Your roles do not allow this.', 'Ask headquarters.');
const notNeeded = refuse('conflict', 'access.break-glass-not-needed', 'You see this mission without it.', 'Open the mission.', {
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
