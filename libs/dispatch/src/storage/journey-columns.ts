import type { Instant } from '@bongsu/kernel';
import { columns } from '@bongsu/platform';
import { Column, PrimaryColumn } from 'typeorm';

/** What people and goods on their way have in common. */
export abstract class JourneyColumns {
  @PrimaryColumn('uuid') id!: string;
  @Column(columns.uuid('offer_id')) offerId!: string;
  @Column(columns.uuid('request_id')) requestId!: string;
  @Column(columns.uuid('incident_id')) incidentId!: string;
  @Column(columns.text('from_mission_id')) fromMissionId!: string;
  @Column(columns.text('to_mission_id')) toMissionId!: string;
  @Column(columns.instant('ordered_at')) orderedAt!: Instant;
  @Column(columns.maybeInstant('departed_at')) departedAt!: Instant | null;
  @Column(columns.maybeInstant('expected_at')) expectedAt!: Instant | null;
  @Column(columns.maybeInstant('arrived_at')) arrivedAt!: Instant | null;
  @Column(columns.int('note_count')) noteCount!: number;
  @Column(columns.int('version')) version!: number;
}
