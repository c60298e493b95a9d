import type { NewEntry } from '@bongsu/kernel';
import { FeedDocumentRejected } from '../contract';

/** For those who look after the feeds: headquarters. */
export function feedDocumentRejected(feed: string, documentId: string, reason: string): NewEntry {
  return FeedDocumentRejected.of({ subject: { type: 'feed-document', id: documentId }, audience: [], body: { feed, documentId, reason } });
}
