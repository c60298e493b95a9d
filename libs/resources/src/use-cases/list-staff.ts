import { Inject, Injectable } from '@nestjs/common';
import { type Clock, type Refusal, type Result, ok } from '@bongsu/kernel';
import { MissionDirectory } from '@bongsu/missions';
import { type Actor, CLOCK, Cursors, PersonalData, pageAfter, pageFrom } from '@bongsu/platform';
import type { Page } from '@bongsu/platform/contract';
import { z } from 'zod';
import type { StaffQuery, StaffView } from '../contract';
import { staffData } from '../storage/personal-data';
import { StaffStore } from '../storage/staff.store';
import { readableMissions } from './scope';
import { staffView } from './views';

const LIST = 'staff';
const afterSchema = z.string().max(80);

/** Staff that one may read, in the order of their numbers. Names are read here; passport and telephone one person at a time elsewhere. */
@Injectable()
export class ListStaff {
  constructor(
    private readonly staff: StaffStore,
    private readonly directory: MissionDirectory,
    private readonly cursors: Cursors,
    private readonly personalData: PersonalData,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute(query: StaffQuery, actor: Actor): Promise<Result<Page<StaffView>, Refusal>> {
    const after = pageAfter(this.cursors, LIST, query.cursor, afterSchema);
    if (!after.ok) return after;
    const now = this.clock.now();
    const rows = await this.staff.page(query, after.value ?? '', readableMissions(actor, 'resources.read', this.directory), now);
    const reading = { actor, action: 'resources.list-staff', basis: 'public-task' } as const;
    const page = pageFrom(this.cursors, LIST, { rows, limit: query.limit, keyOf: ({ staffNo }) => staffNo }, (row) => row);
    const items = await this.personalData.open(reading, staffData, page.items, { only: ['displayName'] });
    return ok({ ...page, items: items.map((row) => staffView(row, now)) });
  }
}
