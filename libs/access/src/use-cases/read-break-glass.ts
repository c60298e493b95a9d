import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { type Actor, CLOCK, Cursors } from '@bongsu/platform';
import type { Page } from '@bongsu/platform/contract';
import { z } from 'zod';
import type { BreakGlassQuery, BreakGlassView } from '../contract';
import { maySupervise, permittedOnGlass } from '../domain/break-glass';
import { missionsWhere } from '../domain/may';
import { BreakGlassStore } from '../storage/break-glass.store';
import { KnownAccounts, type KnownPerson } from '../storage/known-accounts';
import type { BreakGlassEntity } from '../storage/lent-grants.entity';
import { noSuchGlass } from './break-glass';

const LIST = 'break-glass';
const beforeSchema = z.uuid();

/** Who broke which glass and why, for herself and for those who review it. */
@Injectable()
export class ReadBreakGlass {
  constructor(
    private readonly glasses: BreakGlassStore,
    private readonly accounts: KnownAccounts,
    private readonly cursors: Cursors,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async page({ list, limit, cursor }: BreakGlassQuery, actor: Actor): Promise<Result<Page<BreakGlassView>, Refusal>> {
    const before = cursor === undefined ? null : this.cursors.page(LIST, cursor, beforeSchema);
    if (before === null && cursor !== undefined) return notOfThisList;
    if (actor.kind !== 'person') return ok({ items: [], nextCursor: null });
    const reader = { id: actor.id, may: missionsWhere(actor, 'access.break-glass.review') };
    const found = await this.glasses.page(list, reader, this.clock.now(), limit, before);
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    return ok({
      items: await this.views(shown, actor),
      nextCursor: found.length > limit && last !== undefined ? this.cursors.ofPage(LIST, last.id) : null,
    });
  }

  async one(id: string, actor: Actor): Promise<Result<BreakGlassView, Refusal>> {
    const glass = await this.glasses.byId(id);
    if (glass === null || !(glass.accountId === actor.id || maySupervise(glass, actor))) return noSuchGlass;
    const [view] = await this.views([glass], actor);
    return view === undefined ? noSuchGlass : ok(view);
  }

  private async views(rows: readonly BreakGlassEntity[], actor: Actor): Promise<BreakGlassView[]> {
    const people = await this.accounts.people(rows.flatMap(({ accountId, reviewedBy }) => [accountId, reviewedBy ?? '']).filter(Boolean));
    const now = this.clock.now();
    return rows.map((row) => viewOf(row, people, actor, now));
  }
}

function viewOf(row: BreakGlassEntity, people: ReadonlyMap<string, KnownPerson>, actor: Actor, now: string): BreakGlassView {
  const { id, homeMissions, reasonCode, reason, openedAt, untilAt, reviewedAt, reviewedBy, outcome, note } = row;
  return {
    id,
    subject: { type: row.subjectType, id: row.subjectId },
    openedBy: people.get(row.accountId) ?? null,
    homeMissions,
    reasonCode,
    reason,
    openedAt,
    until: untilAt,
    endedAt: row.endedAt ?? (untilAt <= now ? untilAt : null),
    mine: row.accountId === actor.id,
    permitted: permittedOnGlass(row, actor, now),
    review: reviewedAt === null || outcome === null ? null : { at: reviewedAt, by: people.get(reviewedBy ?? '') ?? null, outcome, note },
  };
}

const notOfThisList = refuse('invalid', 'platform.invalid-cursor', 'The cursor is not one of this list.', 'Begin again without a cursor.', {
  field: 'cursor',
});
