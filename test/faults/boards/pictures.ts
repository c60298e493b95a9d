import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { LiveEntry } from '@bongsu/platform/contract';
import { type BoardState, reduce } from '@bongsu/situation/contract';

/** What GET /board/snapshot answers. */
export interface Snapshot {
  readonly cursor: string;
  readonly state: BoardState;
}

const known = new Map<string, WeakRef<BoardState>>();
const following = new WeakMap<BoardState, { readonly entryId: string; readonly picture: BoardState }>();

/**
 * The picture after one more entry. Boards that show the same and are told the same show the same afterwards, so a thousand of them in step cost
 * one reduction; a board that misses an entry goes its own way from there.
 */
export function after(picture: BoardState, entry: LiveEntry): BoardState {
  const next = following.get(picture);
  if (next?.entryId === entry.id) return next.picture;
  const reduced = reduce(picture, entry);
  following.set(picture, { entryId: entry.id, picture: reduced });
  return reduced;
}

/** Reads a snapshot; boards that are given the same state share one object of it. */
export function snapshotOf(text: string): Snapshot {
  const digest = createHash('sha1')
    .update(text.slice(text.indexOf('"state":')))
    .digest('base64');
  const shared = known.get(digest)?.deref();
  const { cursor, state } = JSON.parse(text) as Snapshot;
  if (shared !== undefined) return { cursor, state: shared };
  known.set(digest, new WeakRef(state));
  return { cursor, state };
}

/** Parts of the board that two pictures do not show alike. */
export function differingParts(shown: BoardState, served: BoardState): string[] {
  if (shown === served) return [];
  const plain = JSON.parse(JSON.stringify(shown)) as BoardState;
  return (Object.keys(served) as (keyof BoardState)[]).filter((part) => !isDeepStrictEqual(plain[part], served[part]));
}
