import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { type Actor, CLOCK, Cursors, type Opened, visibilityOf } from '@bongsu/platform';
import type { Page } from '@bongsu/platform/contract';
import { z } from 'zod';
import type { BreakGlassQuery, BreakGlassView } from '../contract';
import { maySupervise, permittedOnGlass } from '../domain/break-glass';
import { mayAnywhere, missionsWhere } from '../domain/may';
import { BreakGlassStore } from '../storage/break-glass.store';
import { KnownAccounts, type KnownPerson } from '../storage/known-accounts';
import type { BreakGlassEntity } from '../storage/lent-grants.entity';
import { SealLists } from '../storage/seal-lists';
import { noSuchGlass } from './break-glass';

const LIST = 'break-glass';
const READ = 'access.read-break-glass';
const beforeSchema = z.uuid();

/** Who broke which glass and why, for herself and for those who review it. */
@Injectable()
export class ReadBreakGlass {
  constructor(
    private readonly glasses: BreakGlassStore,
    private readonly accounts: KnownAccounts,
    private readonly lists: SealLists,
    private readonly cursors: Cursors,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async page({ list, limit, cursor }: BreakGlassQuery, actor: Actor): Promise<Result<Page<BreakGlassView>, Refusal>> {
    const before = cursor === undefined ? null : this.cursors.page(LIST, cursor, beforeSchema);
    if (before === null && cursor !== undefined) return notOfThisList;
    if (actor.kind !== 'person') return ok({ items: [], nextCursor: null });
    const right = 'access.break-glass.review';
    const reader = { id: actor.id, may: missionsWhere(actor, right), mayAnywhere: mayAnywhere(actor, right), eyes: visibilityOf(actor) };
    const found = await this.glasses.page(list, reader, this.clock.now(), limit, before);
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    return ok({
      items: await this.views(shown, actor),
      nextCursor: found.length > limit && last !== undefined ? this.cursors.ofPage(LIST, last.id) : null,
    });
  }

  async one(id: string, actor: Actor): Promise<Result<BreakGlassView, Refusal>> {
    const glass = await this.glasses.byId(id, visibilityOf(actor));
    if (glass === null || !(glass.accountId === actor.id || maySupervise(glass, actor))) return noSuchGlass;
    const [view] = await this.views([glass], actor);
    return view === undefined ? noSuchGlass : ok(view);
  }

  private async views(sealed: readonly BreakGlassEntity[], actor: Actor): Promise<BreakGlassView[]> {
    const rows = await this.glasses.explained({ actor, action: READ, basis: 'public-task' }, sealed);
    const named = rows.flatMap(({ accountId, reviewedBy }) => [accountId, reviewedBy ?? '']).filter(Boolean);
    const people = await this.accounts.people(named, actor, READ);
    const codes = await this.lists.codesOf(rows.flatMap(({ subjectType, subjectId }) => (subjectType === 'incident' ? [subjectId] : [])));
    const now = this.clock.now();
    return rows.map((row) => ({ ...viewOf(row, people, actor, now), label: codes.get(row.subjectId) ?? null }));
  }
}

function viewOf(row: Opened<BreakGlassEntity>, people: ReadonlyMap<string, KnownPerson>, actor: Actor, now: string): BreakGlassView {
  const { id, homeMissions, reasonCode, reason, openedAt, untilAt, reviewedAt, reviewedBy, outcome, note } = row;
  return {
    id,
    subject: { type: row.subjectType, id: row.subjectId },
    openedBy: people.get(row.accountId) ?? null,
    homeMissions,
    reasonCode,
    reason: reason.reveal(),
    openedAt,
    until: untilAt,
    endedAt: row.endedAt ?? (untilAt <= now ? untilAt : null),
    mine: row.accountId === actor.id,
    permitted: permittedOnGlass(row, actor, now),
    review:
      reviewedAt === null || outcome === null
        ? null
        : { at: reviewedAt, by: people.get(reviewedBy ?? '') ?? null, outcome, note: note?.reveal() ?? null },
  };
}

const notOfThisList = refuse('invalid', 'platform.invalid-cursor', 'The cursor is not one of this list.', 'Begin again without a cursor.', {
  field: 'cursor',
});
