import { Injectable } from '@nestjs/common';
import { type Instant, newId } from '@bongsu/kernel';
import { Database, type Tx } from '@bongsu/platform';
import type { FeedEvent } from '../domain/feed-event';
import { FeedEventEntity, FeedStateEntity, RejectedDocumentEntity } from './feed.entity';

/** Conditions of the next question to a feed, and whether it is time to ask. */
export interface FeedAsking {
  readonly etag: string | null;
  readonly lastModified: string | null;
  readonly nextAskAt: Instant;
  readonly failures: number;
}

/** What is listed of a kept document; its bytes are asked for one by one. */
export type RejectedDocument = Omit<RejectedDocumentEntity, 'digest' | 'document'> & { readonly sizeBytes: number };

const BATCH = 1_000;

@Injectable()
export class FeedStore {
  constructor(private readonly database: Database) {}

  /** One document of a feed at a time: what is new in it depends on what was known before. */
  async lockFeed(tx: Tx, feed: string): Promise<void> {
    await tx.query("SELECT pg_advisory_xact_lock(hashtext('incidents.feed'), hashtext($1))", [feed]);
  }

  /** What is known of events under any of these ids. */
  async known(tx: Tx, feed: string, ids: readonly string[]): Promise<FeedEvent[]> {
    const query = tx.manager.createQueryBuilder(FeedEventEntity, 'event').where('event.feed = :feed', { feed });
    return query
      .andWhere('event.allIds && CAST(:ids AS text[])', { ids: [...ids] })
      .orderBy('event.id', 'ASC')
      .getMany();
  }

  /** Remembers events as last read, new ones and known ones alike, in few statements. */
  async remember(tx: Tx, events: readonly FeedEvent[]): Promise<void> {
    for (let start = 0; start < events.length; start += BATCH) {
      const rows = events
        .slice(start, start + BATCH)
        .map((event) => ({ ...event, allIds: [...event.allIds], firstSeenAt: tx.now, changedAt: tx.now }));
      await tx.manager.createQueryBuilder().insert().into(FeedEventEntity).values(rows).orUpdate(CHANGING, ['id']).execute();
    }
  }

  /** Keeps what could not be read, whole; true when it is new, false when the very same bytes were kept before. */
  async reject(tx: Tx, feed: string, document: Buffer, reason: string): Promise<{ id: string; isNew: boolean }> {
    const [row] = await tx.query<{ id: string; times_seen: number }>(
      `INSERT INTO incidents_rejected_document (id, feed, digest, reason, document, first_seen_at, last_seen_at, times_seen)
       VALUES ($1, $2, sha256($3::bytea), $4, $3::bytea, $5, $5, 1)
       ON CONFLICT (feed, digest) DO UPDATE SET last_seen_at = excluded.last_seen_at, times_seen = incidents_rejected_document.times_seen + 1
       RETURNING id, times_seen`,
      [newId(), feed, document, reason.slice(0, 500), tx.now],
    );
    if (row === undefined) throw new Error('INSERT … RETURNING gave no row');
    return { id: row.id, isNew: row.times_seen === 1 };
  }

  /** How and when the feed is to be asked; null before the first time. */
  asking(feed: string): Promise<FeedAsking | null> {
    return this.database.source.manager.findOneBy(FeedStateEntity, { feed });
  }

  /** The same within a transaction, on its own connection. */
  askingWithin(tx: Tx, feed: string): Promise<FeedAsking | null> {
    return tx.manager.findOneBy(FeedStateEntity, { feed });
  }

  async saveState(tx: Tx, state: FeedStateEntity): Promise<void> {
    await tx.manager.upsert(FeedStateEntity, state, ['feed']);
  }

  /** Kept documents, the newest kept first, after the id `after`, one more than `limit`. */
  async rejected(page: { after: string | null; limit: number }): Promise<RejectedDocument[]> {
    const query = this.database.source.manager
      .createQueryBuilder(RejectedDocumentEntity, 'rejected')
      .addSelect('octet_length(rejected.document)', 'size_bytes');
    if (page.after !== null) query.where('rejected.id < :after', { after: page.after });
    const { entities, raw } = await query
      .orderBy('rejected.id', 'DESC')
      .limit(page.limit + 1)
      .getRawAndEntities<{ size_bytes: number }>();
    return entities.map(({ id, feed, reason, firstSeenAt, lastSeenAt, timesSeen }, index) => {
      return { id, feed, reason, firstSeenAt, lastSeenAt, timesSeen, sizeBytes: raw[index]?.size_bytes ?? 0 };
    });
  }

  async rejectedBytes(id: string): Promise<Buffer | null> {
    const [row] = await this.database.query<{ document: Buffer }>('SELECT document FROM incidents_rejected_document WHERE id = $1', [id]);
    return row?.document ?? null;
  }
}

/** What a later reading changes; when it was first seen stays. */
const CHANGING = [
  ...['all_ids', 'state', 'report_id', 'revision', 'category', 'magnitude', 'place', 'lat', 'lng', 'depth_km', 'occurred_at'],
  ...['source_updated_at', 'alert', 'tsunami_flag', 'withdrawn', 'source_url', 'changed_at'],
];
