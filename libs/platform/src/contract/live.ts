import { z } from 'zod';
import { pageOf } from './page';

/**
 * The live protocol (socket.io, path `/live`, WebSocket transport only).
 *
 * Client → server `follow` {@link followSchema}, acknowledged with {@link FollowAnswer}; then the server emits `frame`
 * {@link Frame}. One follow at a time: another before its answer is refused. Frames are numbered per connection from 1
 * after each `follow`: a gap in `n` is a lost frame, and the client follows again from its last good cursor. A cursor is
 * opaque: an authenticated encryption of a journal position.
 */
export const LIVE_PATH = '/live';
export const FOLLOW = 'follow';
export const FRAME = 'frame';

/** `after` null: from nothing, which is answered with `snapshot`. `scopes` narrows to missions; empty = all one may see. */
export const followSchema = z.strictObject({
  after: z.string().max(400).nullable(),
  scopes: z.array(z.string().max(60)).max(250).default([]),
});
export type Follow = z.input<typeof followSchema>;

export const entryFrameSchema = z.strictObject({
  id: z.string(),
  kind: z.string(),
  at: z.string(),
  actor: z.strictObject({ kind: z.enum(['person', 'job', 'system']), id: z.string() }),
  subject: z.strictObject({ type: z.string(), id: z.string() }),
  incidentId: z.string().nullable(),
  audience: z.array(z.string()),
  correlationId: z.string(),
  body: z.unknown(),
});

/** One entry as it leaves the server. */
export type LiveEntry = z.infer<typeof entryFrameSchema>;

/** Entries, newest first. `archivedUntil`: older ones, until then, lie in an archive of the journal; null when these are all there were. */
export const timelinePageSchema = pageOf(entryFrameSchema).extend({ archivedUntil: z.iso.datetime().nullable() });
export type TimelinePage = z.infer<typeof timelinePageSchema>;

export type FollowAnswer =
  | { ok: true; mode: 'entries'; entries: LiveEntry[]; cursor: string; more: boolean }
  | { ok: true; mode: 'snapshot' }
  | { ok: false; code: string; message: string };

export interface Frame {
  n: number;
  entries: LiveEntry[];
  cursor: string;
}
