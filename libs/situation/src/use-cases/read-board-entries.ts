import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { type Actor, Cursors, JournalReader, leaving, visibilityOf } from '@bongsu/platform';
import type { BoardEntriesPage, BoardEntriesQuery } from '../contract';

/** The entries after a cursor that the actor may see, for those who cannot keep a socket open. */
@Injectable()
export class ReadBoardEntries {
  constructor(
    private readonly reader: JournalReader,
    private readonly cursors: Cursors,
  ) {}

  async execute({ after, limit }: BoardEntriesQuery, actor: Actor): Promise<Result<BoardEntriesPage, Refusal>> {
    const from = after === undefined ? 0 : this.cursors.position(after);
    if (from === null)
      return refuse(
        'invalid',
        'platform.invalid-cursor',
        'The cursor was not made here.',
        'Begin with GET /api/v1/board/snapshot and use its cursor.',
        { field: 'after' },
      );
    const head = await this.reader.head();
    // One more than asked for tells whether there is a next page.
    const entries = await this.reader.visible(from, limit + 1, visibilityOf(actor), head);
    const items = entries.slice(0, limit);
    const more = entries.length > items.length;
    const cursor = this.cursors.ofPosition(more ? (items.at(-1)?.position ?? from) : Math.max(from, head));
    return ok({ items: items.map(leaving), nextCursor: more ? cursor : null, cursor });
  }
}
