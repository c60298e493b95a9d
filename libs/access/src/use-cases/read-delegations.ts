import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { type Actor, CLOCK } from '@bongsu/platform';
import type { DelegateView, DelegationView } from '../contract';
import { delegationState } from '../domain/delegation';
import { may } from '../domain/may';
import { DelegationStore } from '../storage/delegation.store';
import { KnownAccounts } from '../storage/known-accounts';
import type { DelegationEntity } from '../storage/lent-grants.entity';
import { isHead, noSuchDelegation } from './delegations';

/** Who stands in for the head of a mission, for the people of that mission. */
@Injectable()
export class ReadDelegations {
  constructor(
    private readonly delegations: DelegationStore,
    private readonly accounts: KnownAccounts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async ofMission(missionId: string, actor: Actor): Promise<Result<DelegationView[], Refusal>> {
    if (!may(actor, 'access.delegations.read', missionId)) return notYours;
    return ok(await this.views(await this.delegations.ofMission(missionId), actor));
  }

  async one(id: string, actor: Actor): Promise<Result<DelegationView, Refusal>> {
    const found = await this.delegations.byId(id);
    if (found === null || !may(actor, 'access.delegations.read', found.missionId)) return noSuchDelegation;
    const [view] = await this.views([found], actor);
    return view === undefined ? noSuchDelegation : ok(view);
  }

  /** Whom the head of the mission may name. */
  async candidates(missionId: string, actor: Actor): Promise<Result<DelegateView[], Refusal>> {
    if (!may(actor, 'access.delegate', missionId)) return notYours;
    return ok((await this.delegations.namedAt(missionId, actor)).filter(({ id }) => id !== actor.id));
  }

  private async views(rows: readonly DelegationEntity[], actor: Actor): Promise<DelegationView[]> {
    const people = await this.accounts.people(
      rows.flatMap(({ fromAccount, toAccount }) => [fromAccount, toAccount]),
      actor,
      'access.read-delegations',
    );
    const name = (id: string): string | null => people.get(id)?.displayName ?? null;
    const now = this.clock.now();
    return rows.map((row) => {
      const state = delegationState(row, now);
      const isOpen = state === 'in-force' || state === 'to-come';
      return {
        id: row.id,
        missionId: row.missionId,
        state,
        from: row.fromAt,
        until: row.untilAt,
        revokedAt: row.revokedAt,
        delegator: name(row.fromAccount),
        delegate: name(row.toAccount),
        revocable: isOpen && isHead(actor.grants, row.missionId),
      };
    });
  }
}

const notYours = refuse('forbidden', 'access.forbidden', 'Your roles do not allow this at that mission.', 'Ask the mission.', {
  field: 'mission',
});
