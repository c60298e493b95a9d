import { Injectable } from '@nestjs/common';
import { newId } from '@bongsu/kernel';
import { Database, type Tx, asHouseWithin } from '@bongsu/platform';
import { In } from 'typeorm';
import { type CatalogueItem, type Lot, LotAdjusted, type LotQuery, type LotReservation } from '../contract';
import { CatalogueItemEntity, LotEntity } from './lot.entity';

/** What of a lot was counted in at another site. */
export interface Arrival {
  readonly fromLotId: string;
  readonly missionId: string;
  readonly quantity: number;
}

interface ChangedRow {
  id: string;
  item_code: string;
  mission_id: string;
  change: number;
  quantity: number;
}

/** Supplies in lots and what is promised of them. What changes a quantity also says so in the journal. */
@Injectable()
export class StockStore {
  constructor(private readonly database: Database) {}

  /** Lots in the order of their numbers, after `after`, of some missions or all; one more than the limit when there are more. */
  page(query: LotQuery, after: readonly [lotNo: string, id: string] | undefined, missions: '*' | readonly string[]): Promise<LotEntity[]> {
    const select = this.database.source.manager.createQueryBuilder(LotEntity, 'l').where('true');
    if (after !== undefined) select.andWhere('(l.lotNo, l.id) > (:lotNo, :id)', { lotNo: after[0], id: after[1] });
    if (missions !== '*') select.andWhere('l.missionId = ANY(:missions)', { missions: [...missions] });
    if (query.mission !== undefined) select.andWhere('l.missionId = :mission', { mission: query.mission });
    if (query.item !== undefined) select.andWhere('l.itemCode = :item', { item: query.item });
    return select
      .orderBy('l.lotNo')
      .addOrderBy('l.id')
      .limit(query.limit + 1)
      .getMany();
  }

  /** What can be stocked and asked for. */
  catalogue(): Promise<CatalogueItem[]> {
    return this.database.source.manager.find(CatalogueItemEntity, { order: { category: 'ASC', itemCode: 'ASC' } });
  }

  /** The lots of some items at a mission, locked in the order of their ids: nobody else can promise them until this transaction ends. */
  async reservable(tx: Tx, missionId: string, itemCodes: readonly string[]): Promise<Lot[]> {
    await tx.query('SELECT 1 AS one FROM resources_lot WHERE mission_id = $1 AND item_code = ANY($2::text[]) ORDER BY id FOR UPDATE', [
      missionId,
      itemCodes,
    ]);
    // Read by a statement of its own, after the locks were had: it sees what the one before us committed.
    return tx.manager.find(LotEntity, { where: { missionId, itemCode: In([...itemCodes]) }, order: { id: 'ASC' } });
  }

  /** The lots of some items at several missions as they stand, for planning; nothing is held back. */
  atMissions(tx: Tx, missionIds: readonly string[], itemCodes: readonly string[]): Promise<Lot[]> {
    return tx.manager.find(LotEntity, { where: { missionId: In([...missionIds]), itemCode: In([...itemCodes]) }, order: { id: 'ASC' } });
  }

  async lock(tx: Tx, lotId: string): Promise<LotEntity | null> {
    await tx.query('SELECT 1 AS one FROM resources_lot WHERE id = $1 FOR UPDATE', [lotId]);
    return tx.manager.findOneBy(LotEntity, { id: lotId });
  }

  /**
   * Promises parts of lots to an offer. Answers the one that could not be had, or null when all are promised. The condition stands in
   * the UPDATE itself, and the table's CHECK stands behind it.
   */
  async reserve(tx: Tx, reservations: readonly LotReservation[]): Promise<LotReservation | null> {
    for (const each of reservations) {
      const reserved = await tx.query(
        `UPDATE resources_lot SET reserved = reserved + $2, version = version + 1 WHERE id = $1 AND condition = 'good' AND reserved + $2 <= quantity RETURNING 1 AS one`,
        [each.lotId, each.quantity],
      );
      if (reserved.length === 0) return each;
    }
    const rows = reservations.map((each) => ({
      id: newId(),
      offer_id: each.offerId,
      line_no: each.lineNo,
      lot_id: each.lotId,
      quantity: each.quantity,
    }));
    await tx.query(
      `INSERT INTO resources_reservation (id, offer_id, line_no, kind, lot_id, quantity, state, held_at)
       SELECT id, offer_id, line_no, 'lot', lot_id, quantity, 'held', $2 FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, offer_id uuid, line_no int, lot_id uuid, quantity int)`,
      [JSON.stringify(rows), tx.now],
    );
    return null;
  }

  /** Puts back on the shelf what was promised to an offer and has not left. */
  async release(tx: Tx, offerId: string): Promise<void> {
    await this.endHolds(tx, offerId, 'released');
  }

  /** What was promised to an offer leaves the site. */
  async consume(tx: Tx, offerId: string): Promise<void> {
    tx.append(...(await this.endHolds(tx, offerId, 'consumed')).map((row) => adjusted(row, 'shipped')));
  }

  /** What was counted in becomes a lot at its new site, with the item, number and expiry of the lot it came from. */
  async receive(tx: Tx, arrivals: readonly Arrival[]): Promise<void> {
    const rows = arrivals.filter(({ quantity }) => quantity > 0).map((arrival) => ({ ...arrival, id: newId() }));
    if (rows.length === 0) return;
    // The lot from which they came stands at a hub whose shelves the receiving mission may not see.
    const received = await asHouseWithin(tx, () =>
      tx.query<ChangedRow>(
        `INSERT INTO resources_lot (id, lot_no, item_code, mission_id, quantity, reserved, unit, expires_at, condition, synthetic, origin_lot_id, version)
       SELECT a."id", l.lot_no, l.item_code, a."missionId", a."quantity", 0, l.unit, l.expires_at, 'good', l.synthetic, l.id, 1
         FROM jsonb_to_recordset($1::jsonb) AS a("id" uuid, "fromLotId" uuid, "missionId" text, "quantity" int) JOIN resources_lot l ON l.id = a."fromLotId"
       RETURNING id, item_code, mission_id, quantity AS change, quantity`,
        [JSON.stringify(rows)],
      ),
    );
    tx.append(...received.map((row) => adjusted(row, 'received')));
  }

  /** A count on the shelf replaces the record. */
  async correct(tx: Tx, lot: LotEntity, quantity: number, reason: string): Promise<LotEntity> {
    const saved = Object.assign(new LotEntity(), lot, { quantity, version: lot.version + 1 });
    const { affected } = await tx.manager.update(LotEntity, { id: lot.id, version: lot.version }, { quantity, version: saved.version });
    if (affected !== 1) throw new Error(`lot ${lot.id} was not locked before it was corrected`);
    tx.append(
      adjusted({ id: lot.id, item_code: lot.itemCode, mission_id: lot.missionId, change: quantity - lot.quantity, quantity }, reason),
    );
    return saved;
  }

  private endHolds(tx: Tx, offerId: string, state: 'released' | 'consumed'): Promise<ChangedRow[]> {
    const taken = state === 'consumed' ? 'ended.total' : '0';
    // A mission that no longer asks gives back what a hub holds for it, whose shelves it may not see.
    return asHouseWithin(tx, () =>
      tx.query<ChangedRow>(
        `WITH holds AS (UPDATE resources_reservation SET state = $2, ended_at = $3 WHERE offer_id = $1 AND kind = 'lot' AND state = 'held' RETURNING lot_id, quantity),
            ended AS (SELECT lot_id, sum(quantity)::int AS total FROM holds GROUP BY lot_id)
       UPDATE resources_lot AS l SET quantity = l.quantity - ${taken}, reserved = l.reserved - ended.total, version = l.version + 1
         FROM ended WHERE l.id = ended.lot_id RETURNING l.id, l.item_code, l.mission_id, -ended.total AS change, l.quantity`,
        [offerId, state, tx.now],
      ),
    );
  }
}

function adjusted(row: ChangedRow, reason: string) {
  return LotAdjusted.of({
    subject: { type: 'lot', id: row.id },
    audience: [row.mission_id],
    body: { lotId: row.id, itemCode: row.item_code, missionId: row.mission_id, change: row.change, quantity: row.quantity, reason },
  });
}
