import type { Instant } from '@bongsu/kernel';
import { columns } from '@bongsu/platform';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { ReservationState } from '../contract';

/** A promise of a person or of part of a lot. One person is held at most once: a partial unique index sees to it. */
@Entity('resources_reservation')
@Index('resources_reservation_offer', ['offerId'])
@Index('resources_reservation_lot', { synchronize: false })
@Index('resources_reservation_staff_once', { synchronize: false })
export class ReservationEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column(columns.uuid('offer_id')) offerId!: string;
  @Column(columns.int('line_no')) lineNo!: number;
  @Column(columns.text('kind')) kind!: 'staff' | 'lot';
  @Column(columns.maybeUuid('staff_id')) staffId!: string | null;
  @Column(columns.maybeUuid('lot_id')) lotId!: string | null;
  @Column(columns.int('quantity')) quantity!: number;
  @Column(columns.text('state')) state!: ReservationState;
  @Column(columns.instant('held_at')) heldAt!: Instant;
  @Column(columns.maybeInstant('ended_at')) endedAt!: Instant | null;
}
