import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { MissionDirectory } from '@bongsu/missions';
import { type Actor, CLOCK, Cursors } from '@bongsu/platform';
import type { Page } from '@bongsu/platform/contract';
import { z } from 'zod';
import type { StaffQuery, StaffView } from '../contract';
import { StaffStore } from '../storage/staff.store';
import { readableMissions } from './scope';
import { staffView } from './views';

const afterSchema = z.string().max(80);

/** Staff that one may read, in the order of their numbers. Names are read here and nowhere else. */
@Injectable()
export class ListStaff {
  constructor(
    private readonly staff: StaffStore,
    private readonly directory: MissionDirectory,
    private readonly cursors: Cursors,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(query: StaffQuery, actor: Actor): Promise<Result<Page<StaffView>, Refusal>> {
    const after = query.cursor === undefined ? '' : this.cursors.page('staff', query.cursor, afterSchema);
    if (after === null)
      return refuse('invalid', 'platform.invalid-cursor', 'The cursor is not one of this list.', 'Begin again without a cursor.', {
        field: 'cursor',
      });
    const now = this.clock.now();
    const rows = await this.staff.page(query, after, readableMissions(actor, 'resources.read', this.directory), now);
    const items = rows.slice(0, query.limit);
    const last = items.at(-1);
    return ok({
      items: items.map((row) => staffView(row, now)),
      nextCursor: rows.length > items.length && last ? this.cursors.ofPage('staff', last.staffNo) : null,
    });
  }
}
