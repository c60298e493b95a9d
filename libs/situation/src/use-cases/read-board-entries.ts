import { Injectable } from '@nestjs/common';
import { type Refusal, type Result, ok, refuse } from '@bongsu/kernel';
import { type Actor, Cursors, EntriesArchived, JournalReader, Views, leaving, visibilityOf } from '@bongsu/platform';
import type { BoardEntriesPage, BoardEntriesQuery } from '../contract';

/** The entries after a cursor that the actor may see, for those who cannot keep a socket open. */
@Injectable()
export class ReadBoardEntries {
  constructor(
    private readonly reader: JournalReader,
    private readonly cursors: Cursors,
    private readonly views: Views,
  ) {}

  async execute({ after, limit }: BoardEntriesQuery, actor: Actor): Promise<Result<BoardEntriesPage, Refusal>> {
    const eyes = visibilityOf(actor);
    const stood = after === undefined ? { position: 0, view: null } : this.cursors.position(after);
    if (stood === null)
      return refuse(
        'invalid',
        'platform.invalid-cursor',
        'The cursor was not made here.',
        'Begin with GET /api/v1/board/snapshot and use its cursor.',
        { field: 'after' },
      );
    // Asked for before it is compared and read: what is sealed meanwhile makes the next cursor too old rather than too new.
    const view = this.views.of(eyes);
    if (stood.view !== null && !(await this.views.holds(stood.view, eyes)))
      return refuse(
        'conflict',
        'situation.view-changed',
        'What you may see has changed since this cursor was made.',
        'Begin with GET /api/v1/board/snapshot and use its cursor.',
        { field: 'after' },
      );
    const from = stood.position;
    const head = await this.reader.head();
    // One more than asked for tells whether there is a next page.
    const entries = await this.reader.visible(from, limit + 1, eyes, head).catch(archived);
    if (entries instanceof EntriesArchived)
      return refuse(
        'conflict',
        'situation.entries-archived',
        `Entries until ${entries.until ?? 'then'} are in the archive of the journal.`,
        'Begin with GET /api/v1/board/snapshot and use its cursor; ask the operator for the archive of before.',
        { field: 'after' },
      );
    const items = entries.slice(0, limit);
    const more = entries.length > items.length;
    const cursor = this.cursors.ofPosition(more ? (items.at(-1)?.position ?? from) : Math.max(from, head), view);
    return ok({ items: items.map(leaving), nextCursor: more ? cursor : null, cursor });
  }
}

function archived(fault: unknown): EntriesArchived {
  if (fault instanceof EntriesArchived) return fault;
  throw fault;
}
