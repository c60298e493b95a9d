import { setTimeout as delay } from 'node:timers/promises';
import type { ApiClient } from './api-client';

/** It has no socket on which it would hear of more, and asks again: the pace of a program outside, not a wait for something here. */
const ASK_EVERY_MS = 50;

interface Page {
  readonly items: readonly { readonly id: string }[];
  readonly cursor: string;
}

/**
 * Follows the journal as a program at the public API does: from its last cursor on, at whichever api answers. What it was given, in the order in
 * which it was given.
 */
export class JournalConsumer {
  readonly ids: string[] = [];
  private stopped = false;
  private readonly following: Promise<void>;

  private constructor(
    private readonly client: ApiClient,
    private cursor: string | null,
  ) {
    this.following = this.follow();
    // Whoever fails is heard when it is stopped.
    this.following.catch(() => undefined);
  }

  static start(client: ApiClient): JournalConsumer {
    return new JournalConsumer(client, null);
  }

  /** Stops when nothing more is there. */
  async stop(): Promise<readonly string[]> {
    this.stopped = true;
    await this.following;
    return this.ids;
  }

  private async follow(): Promise<void> {
    for (;;) {
      const isLast = this.stopped;
      const after = this.cursor === null ? '' : `&after=${encodeURIComponent(this.cursor)}`;
      const { items, cursor } = await this.client.read<Page>(`/board/entries?limit=500${after}`);
      this.ids.push(...items.map(({ id }) => id));
      this.cursor = cursor;
      if (items.length > 0) continue;
      if (isLast) return;
      await delay(ASK_EVERY_MS);
    }
  }
}
