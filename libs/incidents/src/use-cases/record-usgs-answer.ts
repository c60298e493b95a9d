import { Inject, Injectable } from '@nestjs/common';
import { type Instant, type Refusal, type Result, ok } from '@bongsu/kernel';
import { type Actor, SETTINGS, type Settings, type Tx, UnitOfWork } from '@bongsu/platform';
import { nextAskAt } from '../domain/feed-schedule';
import { USGS } from '../domain/usgs';
import { type FeedAsking, FeedStore } from '../storage/feed.store';
import { UsgsIngestion } from './usgs-ingestion';

/** What came back when the feed was asked. A failure is a class, not the feed's own words. */
export type UsgsAnswer =
  | { readonly kind: 'document'; readonly document: string; readonly etag: string | null; readonly lastModified: string | null }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'failed'; readonly reason: string };

const nothingYet: FeedAsking = { etag: null, lastModified: null, nextAskAt: '1970-01-01T00:00:00.000Z', failures: 0 };

/** Takes in what the feed answered and writes down when it is asked again, both or neither. */
@Injectable()
export class RecordUsgsAnswer {
  constructor(
    private readonly work: UnitOfWork,
    private readonly feeds: FeedStore,
    private readonly ingestion: UsgsIngestion,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'feeds'>,
  ) {}

  /** How the feed is to be asked; null while it is not time. */
  async dueAsking(now: Instant): Promise<Pick<FeedAsking, 'etag' | 'lastModified'> | null> {
    const asking = (await this.feeds.asking(USGS)) ?? nothingYet;
    return asking.nextAskAt <= now ? asking : null;
  }

  execute({ answer, jitter }: { answer: UsgsAnswer; jitter: number }, actor: Actor): Promise<Result<{ failures: number }, Refusal>> {
    return this.work.run(actor, async (tx) => {
      const before = (await this.feeds.askingWithin(tx, USGS)) ?? nothingYet;
      const failure = await this.failureIn(tx, answer);
      const failures = failure === null ? 0 : before.failures + 1;
      const conditions = answer.kind === 'document' && failure === null ? answer : before;
      await this.feeds.saveState(tx, {
        feed: USGS,
        etag: conditions.etag,
        lastModified: conditions.lastModified,
        nextAskAt: nextAskAt(tx.now, this.settings.feeds.FEED_USGS_EVERY_MS, failures, jitter),
        askedAt: tx.now,
        answeredAt: answer.kind === 'failed' ? null : tx.now,
        failures,
        lastFailure: failure,
      });
      return ok({ failures });
    });
  }

  /** Takes in a document; says why it is as good as no answer, or null. */
  private async failureIn(tx: Tx, answer: UsgsAnswer): Promise<string | null> {
    if (answer.kind === 'unchanged') return null;
    if (answer.kind === 'failed') return answer.reason;
    const taken = await this.ingestion.ingest(tx, answer.document);
    return taken.outcome === 'rejected' ? 'broken-document' : null;
  }
}
