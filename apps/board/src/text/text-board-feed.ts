import type { TextBoard } from '@bongsu/situation/contract';
import type { Instant } from '@bongsu/kernel';
import { ApiError } from '../api/problem';
import { noteServerDate, serverNow } from '../api/server-time';

/** The picture, from when it is, and whether it could be read the last time. */
export interface Read {
  readonly board: TextBoard | null;
  readonly asOf: Instant | null;
  readonly etag: string | null;
  readonly isReached: boolean;
}

export const NOTHING_READ: Read = { board: null, asOf: null, etag: null, isReached: true };
const WITHIN_MS = 30_000;

/** Reads the board anew: a few hundred bytes when nothing has changed. Throws when nobody is signed in, or she may not. */
export async function readBoard(before: Read): Promise<Read> {
  let response: Response;
  try {
    response = await fetch('/api/v1/board/text', {
      credentials: 'same-origin',
      cache: 'no-store',
      headers: before.etag === null ? {} : { 'if-none-match': before.etag },
      signal: AbortSignal.timeout(WITHIN_MS),
    });
    noteServerDate(response.headers.get('date'));
    if (response.status === 304) return { ...before, asOf: serverNow(), isReached: true };
    if (response.ok)
      return { board: (await response.json()) as TextBoard, asOf: serverNow(), etag: response.headers.get('etag'), isReached: true };
  } catch {
    return { ...before, isReached: false };
  }
  if (response.status >= 500 || response.status === 429) return { ...before, isReached: false };
  throw new ApiError(response.status, null);
}
