import { Inject, Injectable } from '@nestjs/common';
import { newId } from '@bongsu/kernel';
import { SETTINGS, type Settings, type Tx, asHouseWithin } from '@bongsu/platform';
import type { FeedSummary } from '../contract';
import { feedDocumentRejected } from '../domain/feed-entries';
import type { FeedEvent, FeedStep } from '../domain/feed-event';
import { type ReadFeature, planFeed } from '../domain/feed-plan';
import { rememberedEvent } from '../domain/feed-report';
import { USGS, readUsgsFeature } from '../domain/usgs';
import { FeedStore } from '../storage/feed.store';
import { FeedReports } from './feed-reports';
import { type RawDocument, bytesOf, featuresOf } from './feed-documents';

export type IngestionOutcome =
  | { readonly outcome: 'ingested'; readonly summary: FeedSummary }
  | { readonly outcome: 'rejected'; readonly documentId: string; readonly reason: string };

/** Broken features of one document that are kept one by one; the rest of a thoroughly broken document is kept together. */
const KEPT_SINGLY = 100;

/**
 * Takes in one USGS document within a transaction: everything that it tells, or nothing. Reading the same document again changes nothing.
 * Whoever hands it in may not see all that it is about: what a feed revises may belong to a sealed incident by now. She is told numbers, and ids of what is new.
 */
@Injectable()
export class UsgsIngestion {
  constructor(
    private readonly feeds: FeedStore,
    private readonly reports: FeedReports,
    @Inject(SETTINGS) private readonly settings: Pick<Settings, 'feeds'>,
  ) {}

  ingest(tx: Tx, document: RawDocument): Promise<IngestionOutcome> {
    return asHouseWithin(tx, () => this.takeIn(tx, document));
  }

  private async takeIn(tx: Tx, document: RawDocument): Promise<IngestionOutcome> {
    const opened = featuresOf(document);
    if (!opened.ok)
      return { outcome: 'rejected', documentId: await this.reject(tx, document, opened.refusal.message), reason: opened.refusal.message };
    await this.feeds.lockFeed(tx, USGS);
    const { read, rejected } = await this.readAll(tx, opened.value.features);
    const summary: FeedSummary = {
      feed: USGS,
      features: opened.value.features.length,
      filed: 0,
      reportIds: [],
      revised: 0,
      withdrawn: 0,
      seen: 0,
      unchanged: 0,
      rejected,
    };
    const known = await this.feeds.known(tx, USGS, [...new Set(read.flatMap(({ reading }) => reading.allIds))]);
    const remembered = new Map<string, FeedEvent>();
    for (const { step, feature } of planFeed(read, known, this.settings.feeds.FEED_USGS_MIN_MAGNITUDE)) {
      const event = await this.take(tx, step, feature, summary);
      if (event !== null) remembered.set(event.id, event);
    }
    await this.feeds.remember(tx, [...remembered.values()]);
    summary.unchanged = read.length - summary.filed - summary.revised - summary.seen;
    return { outcome: 'ingested', summary };
  }

  /** Does what a step says, counts it, and returns the event to remember; null when nothing changed. */
  private async take(tx: Tx, step: FeedStep, feature: unknown, summary: FeedSummary): Promise<FeedEvent | null> {
    switch (step.kind) {
      case 'leave':
        return null;
      case 'see':
        summary.seen += 1;
        return rememberedEvent(step.reading, step.known, { id: newId(), state: 'seen', reportId: null });
      case 'file': {
        const report = await this.reports.file(tx, step.reading, feature);
        summary.filed += 1;
        summary.reportIds.push(report.id);
        return rememberedEvent(step.reading, step.known, { id: newId(), state: 'filed', reportId: report.id });
      }
      case 'revise':
        await this.reports.revise(tx, step, feature);
        summary.revised += 1;
        if (step.withdrawnNow) summary.withdrawn += 1;
        return rememberedEvent(step.reading, step.known, { id: step.known.id, state: 'filed', reportId: step.known.reportId });
    }
  }

  private async readAll(tx: Tx, features: readonly unknown[]): Promise<{ read: ReadFeature[]; rejected: number }> {
    const read: ReadFeature[] = [];
    const broken: { feature: unknown; reason: string }[] = [];
    for (const feature of features) {
      const reading = readUsgsFeature(feature, tx.now);
      if (reading.ok) read.push({ reading: reading.value, feature });
      else broken.push({ feature, reason: reading.refusal.message });
    }
    for (const { feature, reason } of broken.slice(0, KEPT_SINGLY)) await this.reject(tx, feature, reason);
    const rest = broken.slice(KEPT_SINGLY).map(({ feature }) => feature);
    if (rest.length > 0) await this.reject(tx, rest, `${rest.length} more broken features of one document`);
    return { read, rejected: broken.length };
  }

  private async reject(tx: Tx, broken: unknown, reason: string): Promise<string> {
    const { id, isNew } = await this.feeds.reject(tx, USGS, bytesOf(broken), reason);
    // A feed repeats itself every minute; its broken feature is news once.
    if (isNew) tx.append(feedDocumentRejected(USGS, id));
    return id;
  }
}
