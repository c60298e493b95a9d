import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { type Actor, CLOCK, Cursors, visibilityOf } from '@bongsu/platform';
import type { Page } from '@bongsu/platform/contract';
import { z } from 'zod';
import type { ProposalQuery, ProposalView } from '../contract';
import { may, missionsWhere } from '../domain/may';
import { type Proposal, permittedVerbs } from '../domain/proposal';
import { KnownAccounts, type KnownPerson } from '../storage/known-accounts';
import type { ProposalEntity } from '../storage/proposal.entity';
import { ProposalStore } from '../storage/proposal.store';
import { noSuchProposal } from './answer-proposal';
import { TwoPersonActs } from './two-person-acts';

const LIST = 'proposals';
const READ = 'access.read-proposals';
const beforeSchema = z.uuid();

/** Proposals, for whoever made them and whoever may answer them. */
@Injectable()
export class ReadProposals {
  constructor(
    private readonly proposals: ProposalStore,
    private readonly acts: TwoPersonActs,
    private readonly accounts: KnownAccounts,
    private readonly cursors: Cursors,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async page({ inbox, limit, cursor }: ProposalQuery, actor: Actor): Promise<Result<Page<ProposalView>, Refusal>> {
    const before = cursor === undefined ? null : this.cursors.page(LIST, cursor, beforeSchema);
    if (before === null && cursor !== undefined) return notOfThisList;
    // A program has no inbox; its id is no account's either.
    if (actor.kind !== 'person') return ok({ items: [], nextCursor: null });
    const kinds = this.acts.all.map(({ kind, confirmPermission }) => ({ kind, missions: missionsWhere(actor, confirmPermission) }));
    const found = await this.proposals.page(inbox, { id: actor.id, kinds, eyes: visibilityOf(actor) }, this.clock.now(), limit, before);
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    return ok({
      items: await this.views(shown, actor),
      nextCursor: found.length > limit && last !== undefined ? this.cursors.ofPage(LIST, last.id) : null,
    });
  }

  async one(id: string, actor: Actor): Promise<Result<ProposalView, Refusal>> {
    const proposal = await this.proposals.byId(id, visibilityOf(actor));
    if (proposal === null || !(proposal.proposedBy === actor.id || this.mayConfirm(proposal, actor))) return noSuchProposal;
    const [view] = await this.views([proposal], actor);
    return view === undefined ? noSuchProposal : ok(view);
  }

  private mayConfirm({ kind, missionId }: Pick<Proposal, 'kind' | 'missionId'>, actor: Actor): boolean {
    const registered = this.acts.find(kind);
    return registered !== null && may(actor, registered.act.confirmPermission, missionId);
  }

  private async views(rows: readonly ProposalEntity[], actor: Actor): Promise<ProposalView[]> {
    const proposals = await this.proposals.explained({ actor, action: READ, basis: 'public-task' }, rows);
    const named = proposals.flatMap((each) => [each.proposedBy, each.endedBy ?? '', each.subjectType === 'account' ? each.subjectId : '']);
    const people = await this.accounts.people(named.filter(Boolean), actor, READ);
    const now = this.clock.now();
    return proposals.map((each) => viewOf(each, people, { id: actor.id, mayConfirm: this.mayConfirm(each, actor) }, now));
  }
}

function viewOf(
  proposal: Proposal,
  people: ReadonlyMap<string, KnownPerson>,
  reader: { id: string; mayConfirm: boolean },
  now: string,
): ProposalView {
  const { id, kind, state, payload, subjectType, subjectId, label, incidentId, missionId, proposedBy, proposedAt, expiresAt } = proposal;
  const known = (account: string | null): KnownPerson | null => (account === null ? null : (people.get(account) ?? null));
  return {
    id,
    kind,
    // One whose time is over has expired for every reader, whether or not the job has said so yet.
    state: state === 'open' && expiresAt <= now ? 'expired' : state,
    subject: { type: subjectType, id: subjectId },
    label: label ?? (subjectType === 'account' ? (known(subjectId)?.displayName ?? null) : null),
    incidentId,
    missionId,
    facts: { ...payload },
    proposedBy: known(proposedBy),
    proposedAt,
    expiresAt,
    mine: proposedBy === reader.id,
    permitted: permittedVerbs(proposal, reader.id, reader.mayConfirm, now),
    endedAt: proposal.endedAt,
    endedBy: known(proposal.endedBy),
    reason: proposal.reason,
  };
}

const notOfThisList = refuse('invalid', 'platform.invalid-cursor', 'The cursor is not one of this list.', 'Begin again without a cursor.', {
  field: 'cursor',
});
