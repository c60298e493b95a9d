import { Injectable } from '@nestjs/common';
import type { Tx } from '@bongsu/platform';

/** What can be stocked and asked for, for other contexts. */
@Injectable()
export class Catalogue {
  /** Those of the codes that are in the catalogue. */
  async known(tx: Tx, itemCodes: readonly string[]): Promise<ReadonlySet<string>> {
    if (itemCodes.length === 0) return new Set();
    const rows = await tx.query<{ item_code: string }>('SELECT item_code FROM resources_catalogue_item WHERE item_code = ANY($1::text[])', [
      itemCodes,
    ]);
    return new Set(rows.map((row) => row.item_code));
  }

  /** What every item is called, by its code. */
  async names(tx: Tx): Promise<ReadonlyMap<string, { readonly nameEn: string; readonly nameKo: string }>> {
    const rows = await tx.query<{ item_code: string; name_en: string; name_ko: string }>(
      'SELECT item_code, name_en, name_ko FROM resources_catalogue_item',
    );
    return new Map(rows.map((row) => [row.item_code, { nameEn: row.name_en, nameKo: row.name_ko }]));
  }
}
