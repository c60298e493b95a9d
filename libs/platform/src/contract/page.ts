import { z } from 'zod';

/** How a list is asked for; the cursor is opaque and comes from the answer before. */
export const pageQuerySchema = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(400).optional(),
});

export type PageQuery = z.infer<typeof pageQuerySchema>;

/** Every list has this shape; `nextCursor` is null on the last page. */
export const pageOf = <Item extends z.ZodType>(item: Item) => z.strictObject({ items: z.array(item), nextCursor: z.string().nullable() });

export interface Page<Item> {
  items: Item[];
  nextCursor: string | null;
}
