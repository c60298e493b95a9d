import { z } from 'zod';

/** 32 bytes, base64url: opens what this account's browsers keep until it can be sent. The same for as long as the installation keeps its index key. */
export const outboxKeySchema = z.strictObject({ key: z.string() });
export type OutboxKey = z.infer<typeof outboxKeySchema>;
