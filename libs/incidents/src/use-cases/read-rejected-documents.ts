import { Injectable } from '@nestjs/common';
import { type Result, ok, refuse } from '@bongsu/kernel';
import { Cursors, pageAfter, pageFrom } from '@bongsu/platform';
import { type Page, type PageQuery, idSchema } from '@bongsu/platform/contract';
import type { RejectedDocumentView } from '../contract';
import { FeedStore, type RejectedDocument } from '../storage/feed.store';

const LIST = 'rejected-documents';

/** What feeds sent that could not be read, for whoever looks after them. */
@Injectable()
export class ReadRejectedDocuments {
  constructor(
    private readonly feeds: FeedStore,
    private readonly cursors: Cursors,
  ) {}

  async list({ limit, cursor }: PageQuery): Promise<Result<Page<RejectedDocumentView>>> {
    const after = pageAfter(this.cursors, LIST, cursor, idSchema);
    if (!after.ok) return after;
    const rows = await this.feeds.rejected({ after: after.value, limit });
    return ok(pageFrom(this.cursors, LIST, { rows, limit, keyOf: ({ id }) => id }, viewOf));
  }

  /** The bytes themselves, as they were sent. */
  async bytes(id: string): Promise<Result<Buffer>> {
    const bytes = await this.feeds.rejectedBytes(id);
    return bytes === null
      ? refuse('not-found', 'incidents.rejected-document-not-found', 'There is no such document.', 'Check the id.')
      : ok(bytes);
  }
}

function viewOf({ id, feed, reason, sizeBytes, firstSeenAt, lastSeenAt, timesSeen }: RejectedDocument): RejectedDocumentView {
  return { id, feed, reason, sizeBytes, firstSeenAt, lastSeenAt, timesSeen };
}
