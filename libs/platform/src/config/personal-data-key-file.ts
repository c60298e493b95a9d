import { z } from 'zod';

const keyText = z.string().regex(/^[A-Za-z0-9+/=_-]{43,44}$/, 'must be 32 bytes in base64');

/** The file of `PERSONAL_DATA_KEYS_FILE`: key-encryption keys by name, which of them wraps what is new, and the key of the blind indexes. */
export const keyFileSchema = z
  .strictObject({
    current: z.string(),
    keys: z.record(z.string().regex(/^[a-z0-9-]{1,40}$/), keyText),
    indexKey: keyText,
  })
  .refine(({ current, keys }) => Object.hasOwn(keys, current), 'its current key is not among its keys');
export type KeyFile = z.infer<typeof keyFileSchema>;
