import type { Entry, EntryDefinition } from '@bongsu/kernel';
import type { BoardDraft } from './board-draft';

/** What an entry must carry to be reduced: one of the journal and one from a socket both do. */
export type BoardEntry = Pick<Entry, 'id' | 'kind' | 'at' | 'subject' | 'incidentId' | 'body'>;

/** What the ticker says beside the kind: the mission concerned, and a code or number that people say aloud. */
export interface Told {
  missionId: string | null;
  note: string | null;
}

/** One kind of entry and what it does to the board. */
export interface KindReducer {
  readonly kind: string;
  /** Null: the entry is about something that this board does not hold, and nothing was changed. */
  apply(board: BoardDraft, entry: BoardEntry): Told | null;
}

/** Binds a reducer to the definition that both sides of the journal share; the body is typed by it. */
export function on<Kind extends string, Body>(
  definition: EntryDefinition<Kind, Body>,
  reduce: (board: BoardDraft, body: Body, entry: BoardEntry) => Told | null,
): KindReducer {
  return {
    kind: definition.kind,
    // The table is looked up by kind, and the journal takes no body that is not of its kind's schema.
    apply: (board, entry) => reduce(board, entry.body as Body, entry),
  };
}

export const told = (missionId: string | null, note: string | null): Told => ({ missionId, note });
