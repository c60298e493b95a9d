import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok } from '@bongsu/kernel';
import { MissionDirectory } from '@bongsu/missions';
import { type Actor, Cursors, pageAfter, pageFrom } from '@bongsu/platform';
import type { Page } from '@bongsu/platform/contract';
import { z } from 'zod';
import type { CatalogueItem, LotQuery, LotView } from '../contract';
import { StockStore } from '../storage/stock.store';
import { readableMissions } from './scope';
import { lotView } from './views';

const LIST = 'lots';
const afterSchema = z.tuple([z.string().max(120), z.uuid()]);

/** Supplies that one may read, in the order of their lot numbers, and the catalogue that everyone may. */
@Injectable()
export class ListLots {
  constructor(
    private readonly stock: StockStore,
    private readonly directory: MissionDirectory,
    private readonly cursors: Cursors,
  ) {}

  async execute(query: LotQuery, actor: Actor): Promise<Result<Page<LotView>, Refusal>> {
    const after = pageAfter(this.cursors, LIST, query.cursor, afterSchema);
    if (!after.ok) return after;
    const missions = readableMissions(actor, 'resources.read', this.directory);
    const rows = await this.stock.page(query, after.value ?? undefined, missions);
    return ok(pageFrom(this.cursors, LIST, { rows, limit: query.limit, keyOf: ({ lotNo, id }) => [lotNo, id] }, lotView));
  }

  async catalogue(): Promise<Page<CatalogueItem>> {
    return { items: await this.stock.catalogue(), nextCursor: null };
  }
}
