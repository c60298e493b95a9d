import type { Instant } from '@bongsu/kernel';
import { type Sealed, columns, sealedColumn } from '@bongsu/platform';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { DeclineReason, OfferLine, OfferState, OfferTier } from '../contract';
import type { Offer } from '../domain/offer';

/** The row of an offer is its domain state. */
@Entity('dispatch_offer')
@Index('dispatch_offer_request', ['requestId', 'id'])
@Index('dispatch_offer_hub', ['hubId', 'id'])
@Index('dispatch_offer_open', { synchronize: false })
export class OfferEntity implements Offer {
  @PrimaryColumn('uuid') id!: string;
  @Column(columns.uuid('request_id')) requestId!: string;
  @Column(columns.uuid('incident_id')) incidentId!: string;
  @Column(columns.text('requesting_mission_id')) requestingMissionId!: string;
  @Column(columns.text('hub_id')) hubId!: string;
  @Column(columns.text('tier')) tier!: OfferTier;
  @Column(columns.json('lines')) lines!: OfferLine[];
  @Column(columns.json('accepted')) accepted!: OfferLine[];
  @Column(columns.text('state')) state!: OfferState;
  @Column(columns.instant('queued_at')) queuedAt!: Instant;
  @Column(columns.maybeInstant('sent_at')) sentAt!: Instant | null;
  @Column(columns.maybeInstant('ack_due_at')) ackDueAt!: Instant | null;
  @Column(columns.maybeInstant('answered_at')) answeredAt!: Instant | null;
  @Column(columns.maybeText('decline_reason')) declineReason!: DeclineReason | null;
  @Column(sealedColumn.maybe('decline_note')) declineNote!: Sealed | null;
  @Column(columns.maybeUuid('escalated_from_offer_id')) escalatedFromOfferId!: string | null;
  @Column(columns.int('version')) version!: number;
}
