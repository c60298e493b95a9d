import { z } from 'zod';
import { entryFrameSchema } from '@bongsu/platform/contract';

/** GET /board/entries: `after` is a cursor of the live protocol; without it, from the beginning. */
export const boardEntriesQuerySchema = z.strictObject({
  after: z.string().min(1).max(400).optional(),
  limit: z.coerce.number().int().min(1).max(2_000).default(500),
});
export type BoardEntriesQuery = z.infer<typeof boardEntriesQuerySchema>;

/** `nextCursor` is null when nothing more is there now; `cursor` is where to go on in any case, here or on the socket. */
export const boardEntriesPageSchema = z.strictObject({
  items: z.array(entryFrameSchema),
  nextCursor: z.string().nullable(),
  cursor: z.string(),
});
export type BoardEntriesPage = z.infer<typeof boardEntriesPageSchema>;
