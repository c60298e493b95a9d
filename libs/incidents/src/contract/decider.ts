import { z } from 'zod';
import { roleSchema } from '@bongsu/access/contract';

/** Who decided, as people know her: the name on her account and what she is. Null when the house did, or an account that is no more. */
export const deciderSchema = z.strictObject({ displayName: z.string(), role: roleSchema.nullable() });
export type DeciderView = z.infer<typeof deciderSchema>;
