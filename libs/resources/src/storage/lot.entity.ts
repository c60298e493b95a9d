import type { Instant } from '@bongsu/kernel';
import { columns } from '@bongsu/platform';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { CatalogueItem, Lot, LotView } from '../contract';

/** What can be stocked and asked for; from data/reference/supplies.csv. */
@Entity('resources_catalogue_item')
export class CatalogueItemEntity implements CatalogueItem {
  @PrimaryColumn('text', { name: 'item_code' }) itemCode!: string;
  @Column(columns.text('category')) category!: string;
  @Column(columns.text('name_en')) nameEn!: string;
  @Column(columns.text('name_ko')) nameKo!: string;
  @Column(columns.text('unit')) unit!: string;
  @Column(columns.maybeNumber('weight_kg')) weightKg!: number | null;
  @Column(columns.maybeNumber('volume_l')) volumeL!: number | null;
}

/** Supplies of one item, one expiry, at one site. `originLotId`: the lot at another site that these came from. */
@Entity('resources_lot')
@Index('resources_lot_site', ['missionId', 'itemCode'])
@Index('resources_lot_order', ['lotNo', 'id'])
export class LotEntity implements Lot {
  @PrimaryColumn('uuid') id!: string;
  @Column(columns.text('lot_no')) lotNo!: string;
  @Column(columns.text('item_code')) itemCode!: string;
  @Column(columns.text('mission_id')) missionId!: string;
  @Column(columns.int('quantity')) quantity!: number;
  @Column(columns.int('reserved')) reserved!: number;
  @Column(columns.text('unit')) unit!: string;
  @Column(columns.maybeInstant('expires_at')) expiresAt!: Instant | null;
  @Column(columns.text('condition')) condition!: LotView['condition'];
  @Column(columns.flag('synthetic')) synthetic!: boolean;
  @Column(columns.maybeUuid('origin_lot_id')) originLotId!: string | null;
  @Column(columns.int('version')) version!: number;
}
