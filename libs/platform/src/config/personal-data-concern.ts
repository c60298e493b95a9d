import { z } from 'zod';
import { concern, secretMeta } from './concern';

const keyText = /^[A-Za-z0-9+/=_-]{43,44}$/;
const pairs = /^\s*[a-z0-9-]{1,40}:[A-Za-z0-9+/=_-]{43,44}(\s*,\s*[a-z0-9-]{1,40}:[A-Za-z0-9+/=_-]{43,44})*\s*$/;

/** The keys that protect personal data field by field. From a file or from the environment; `bongsu up` makes a file of its own. */
export const personalDataConcern = concern('personal data', {
  PERSONAL_DATA_KEYS_FILE: z.string().optional().meta({
    description:
      'File with the key-encryption keys and the index key as JSON, readable by its owner alone; `bongsu keys new` makes and extends it. It is read again when it has changed',
  }),
  PERSONAL_DATA_KEYS_COMMAND: z
    .string()
    .regex(/^(\/|[A-Za-z]:\\)/, 'must be the absolute path of a program, without arguments')
    .optional()
    .meta({
      description:
        'In place of the file: a program that fetches the same JSON from a vault or KMS and prints it; run without a shell and without arguments, once when a process starts',
    }),
  PERSONAL_DATA_KEYS: z
    .string()
    .regex(pairs, 'must be name:key pairs with commas between, each key 32 bytes in base64')
    .optional()
    .meta(
      secretMeta(
        'In place of the file: key-encryption keys as name:key, commas between, each 32 bytes in base64. The first is used for what is new, the others still open what is old',
      ),
    ),
  PERSONAL_DATA_INDEX_KEY: z
    .string()
    .regex(keyText, 'must be 32 bytes in base64')
    .optional()
    .meta(secretMeta('With PERSONAL_DATA_KEYS: 32 bytes in base64 for the blind indexes by which people are looked up')),
});
