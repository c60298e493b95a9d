import type { Instant } from '@bongsu/kernel';
import { columns } from '@bongsu/platform';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Lane, LaneState } from '../domain/lane';

/** A hub's lane as people set it. A hub without a row has an open lane. */
@Entity('dispatch_lane')
export class LaneEntity implements Lane {
  @PrimaryColumn('text', { name: 'hub_id' }) hubId!: string;
  @Column(columns.text('state')) state!: LaneState;
  @Column(columns.maybeText('handed_to_hub_id')) handedToHubId!: string | null;
  @Column(columns.maybeText('reason')) reason!: string | null;
  @Column(columns.maybeInstant('changed_at')) changedAt!: Instant | null;
  @Column(columns.int('version')) version!: number;
}
