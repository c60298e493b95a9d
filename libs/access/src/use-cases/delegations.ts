import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, newId, ok, refuse } from '@bongsu/kernel';
import { type Actor, type Grant, UnitOfWork } from '@bongsu/platform';
import { DelegationEnded, DelegationMade, DelegationRevoked, type MakeDelegation } from '../contract';
import { delegationState, delegationTerm } from '../domain/delegation';
import { DelegationStore } from '../storage/delegation.store';
import { EffectiveGrants } from '../storage/effective-grants';
import type { DelegationEntity } from '../storage/lent-grants.entity';
import { SessionCache } from './session-cache';
import { wokenTooEarly } from './woken-too-early';

/** A head of mission lends her role to somebody of her mission for a time. It takes effect, and ends, at once. */
@Injectable()
export class Delegations {
  constructor(
    private readonly work: UnitOfWork,
    private readonly delegations: DelegationStore,
    private readonly grants: EffectiveGrants,
    private readonly cache: SessionCache,
  ) {}

  async make({ missionId, toAccountId, from, until }: MakeDelegation, actor: Actor): Promise<Result<{ id: string }, Refusal>> {
    const result = await this.work.run<{ id: string }, Refusal>(actor, async (tx) => {
      const held = (await this.grants.within(tx, [actor.id])).get(actor.id) ?? [];
      if (!isHead(held, missionId)) return isHead(held, missionId, 'lent') ? notPassedOn : notHead;
      if (toAccountId === actor.id || !(await this.delegations.isNamedAt(tx, toAccountId, missionId))) return notOfThisMission;
      const term = delegationTerm({ from, until }, tx.now);
      if (!term.ok) return term;
      if (await this.delegations.overlaps(tx, missionId, toAccountId, term.value.from, term.value.until)) return hasItAlready;
      const id = newId();
      const row = {
        id,
        missionId,
        fromAccount: actor.id,
        toAccount: toAccountId,
        fromAt: term.value.from,
        untilAt: term.value.until,
        madeAt: tx.now,
      };
      await this.delegations.add(tx, row);
      tx.append(DelegationMade.of({ ...about(row), body: { delegationId: id, missionId, ...term.value } }));
      return ok({ id });
    });
    this.cache.forgetAccount(toAccountId);
    return result;
  }

  /** By any head of the mission in her own right. */
  async revoke(id: string, actor: Actor): Promise<Result<null, Refusal>> {
    const result = await this.work.run<{ toAccount: string }, Refusal>(actor, async (tx) => {
      const delegation = await this.delegations.lock(tx, id);
      const held = (await this.grants.within(tx, [actor.id])).get(actor.id) ?? [];
      if (delegation === null || !isHead(held, delegation.missionId)) return noSuchDelegation;
      const state = delegationState(delegation, tx.now);
      if (state === 'revoked' || state === 'ended') return delegationOver;
      await this.delegations.revoke(tx, id);
      tx.append(DelegationRevoked.of({ ...about(delegation), body: { delegationId: id, missionId: delegation.missionId } }));
      return ok({ toAccount: delegation.toAccount });
    });
    if (!result.ok) return result;
    this.cache.forgetAccount(result.value.toAccount);
    return ok(null);
  }

  /** Its time is over; the clock has ended it already, this tells of it. */
  end({ delegationId }: { delegationId: string }, actor: Actor): Promise<Result<{ ended: boolean }, Refusal>> {
    return this.work.run<{ ended: boolean }, Refusal>(actor, async (tx) => {
      const delegation = await this.delegations.lock(tx, delegationId);
      if (delegation === null || delegation.revokedAt !== null) return ok({ ended: false });
      wokenTooEarly(delegation.untilAt, tx.now);
      tx.append(DelegationEnded.of({ ...about(delegation), body: { delegationId, missionId: delegation.missionId } }));
      return ok({ ended: true });
    });
  }
}

/** In her own right; `lent`: in somebody else's. */
export function isHead(held: readonly Grant[], missionId: string, right: 'own' | 'lent' = 'own'): boolean {
  return held.some(
    ({ role, missions, why }) =>
      role === 'head-of-mission' && (why === 'own') === (right === 'own') && (missions === '*' || missions.includes(missionId)),
  );
}

const about = ({ id, missionId }: Pick<DelegationEntity, 'id' | 'missionId'>) => ({
  subject: { type: 'delegation', id },
  audience: [missionId],
});

const notHead = refuse(
  'forbidden',
  'access.not-head-of-mission',
  'Only the head of this mission delegates her role.',
  'Ask the head of the mission.',
  {
    field: 'missionId',
  },
);
const notPassedOn = refuse(
  'forbidden',
  'access.delegation-not-passed-on',
  'What was delegated to you cannot be delegated further.',
  'Ask the head of the mission to name somebody else.',
  { field: 'missionId' },
);
const notOfThisMission = refuse(
  'invalid',
  'access.delegate-not-of-mission',
  'A role is delegated to somebody else of the same mission.',
  'Choose one of the people of the mission.',
  { field: 'toAccountId' },
);
const hasItAlready = refuse(
  'conflict',
  'access.delegated-already',
  'She has this role for some of that time already.',
  'Revoke the other delegation first, or choose another time.',
  { field: 'from' },
);
const delegationOver = refuse('conflict', 'access.delegation-over', 'This delegation has ended or was revoked.', 'Read the list again.');
export const noSuchDelegation = refuse('not-found', 'access.no-such-delegation', 'There is no such delegation.', 'Read the list again.');
