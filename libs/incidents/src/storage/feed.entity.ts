import type { Instant } from '@bongsu/kernel';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';
import type { Category } from '../contract';
import type { FeedEvent, PagerAlert } from '../domain/feed-event';
import { instantColumn, maybeInstantColumn, maybeNumberColumn, maybeTextColumn, numberColumn, textColumn } from './columns';

/** An event of a feed as last read, filed or only seen. */
@Entity('incidents_feed_event')
@Index('incidents_feed_event_ids', { synchronize: false })
export class FeedEventEntity implements FeedEvent {
  @PrimaryColumn('uuid') id!: string;
  @Column(textColumn('feed')) feed!: string;
  @Column(textColumn('event_id')) eventId!: string;
  @Column({ name: 'all_ids', type: 'text', array: true }) allIds!: string[];
  @Column(textColumn('state')) state!: 'seen' | 'filed';
  @Column({ name: 'report_id', type: 'uuid', nullable: true }) reportId!: string | null;
  @Column({ name: 'revision', type: 'int' }) revision!: number;
  @Column(textColumn('category')) category!: Category;
  @Column(maybeNumberColumn('magnitude')) magnitude!: number | null;
  @Column(maybeTextColumn('place')) place!: string | null;
  @Column(numberColumn('lat')) lat!: number;
  @Column(numberColumn('lng')) lng!: number;
  @Column(maybeNumberColumn('depth_km')) depthKm!: number | null;
  @Column(instantColumn('occurred_at')) occurredAt!: Instant;
  @Column(maybeInstantColumn('source_updated_at')) updatedAt!: Instant | null;
  @Column(maybeTextColumn('alert')) alert!: PagerAlert | null;
  @Column({ name: 'tsunami_flag', type: 'boolean' }) tsunamiFlag!: boolean;
  @Column({ name: 'withdrawn', type: 'boolean' }) withdrawn!: boolean;
  @Column(maybeTextColumn('source_url')) sourceUrl!: string | null;
  @Column(instantColumn('first_seen_at')) firstSeenAt!: Instant;
  @Column(instantColumn('changed_at')) changedAt!: Instant;
}

/** When a feed is asked next and how it answered last. */
@Entity('incidents_feed_state')
export class FeedStateEntity {
  @PrimaryColumn('text', { name: 'feed' }) feed!: string;
  @Column(maybeTextColumn('etag')) etag!: string | null;
  @Column(maybeTextColumn('last_modified')) lastModified!: string | null;
  @Column(instantColumn('next_ask_at')) nextAskAt!: Instant;
  @Column(maybeInstantColumn('asked_at')) askedAt!: Instant | null;
  @Column(maybeInstantColumn('answered_at')) answeredAt!: Instant | null;
  @Column({ name: 'failures', type: 'int' }) failures!: number;
  @Column(maybeTextColumn('last_failure')) lastFailure!: string | null;
}

/** A document or feature that could not be read, whole. `digest` is SHA-256 of its bytes: the same one sent again is counted, not kept twice. */
@Entity('incidents_rejected_document')
export class RejectedDocumentEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column(textColumn('feed')) feed!: string;
  @Column({ name: 'digest', type: 'bytea' }) digest!: Buffer;
  @Column(textColumn('reason')) reason!: string;
  @Column({ name: 'document', type: 'bytea', select: false }) document!: Buffer;
  @Column(instantColumn('first_seen_at')) firstSeenAt!: Instant;
  @Column(instantColumn('last_seen_at')) lastSeenAt!: Instant;
  @Column({ name: 'times_seen', type: 'int' }) timesSeen!: number;
}
