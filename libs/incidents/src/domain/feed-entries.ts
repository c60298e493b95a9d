import type { NewEntry } from '@bongsu/kernel';
import { FeedDocumentRejected } from '../contract';

/** For those who look after the feeds: headquarters. The reason may quote the document, so it stays with the document. */
export function feedDocumentRejected(feed: string, documentId: string): NewEntry {
  return FeedDocumentRejected.of({ subject: { type: 'feed-document', id: documentId }, audience: [], body: { feed, documentId } });
}
