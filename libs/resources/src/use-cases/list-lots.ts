import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { MissionDirectory } from '@bongsu/missions';
import { type Actor, Cursors } from '@bongsu/platform';
import type { Page } from '@bongsu/platform/contract';
import { z } from 'zod';
import type { CatalogueItem, LotQuery, LotView } from '../contract';
import { StockStore } from '../storage/stock.store';
import { readableMissions } from './scope';
import { lotView } from './views';

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
    const after = query.cursor === undefined ? undefined : this.cursors.page('lots', query.cursor, afterSchema);
    if (after === null)
      return refuse('invalid', 'platform.invalid-cursor', 'The cursor is not one of this list.', 'Begin again without a cursor.', {
        field: 'cursor',
      });
    const missions = readableMissions(actor, 'resources.read', this.directory);
    const rows = await this.stock.page(query, after, missions);
    const items = rows.slice(0, query.limit);
    const last = items.at(-1);
    return ok({
      items: items.map(lotView),
      nextCursor: rows.length > items.length && last ? this.cursors.ofPage('lots', [last.lotNo, last.id]) : null,
    });
  }

  async catalogue(): Promise<Page<CatalogueItem>> {
    return { items: await this.stock.catalogue(), nextCursor: null };
  }
}
