import { z } from 'zod';
import { type PublicKey, type SigningKey, publicKeySchema } from './key';
import { opened, signed } from './signed';

const TYPE = 'bongsu-checkpoint';

/**
 * What a checkpoint says: at that time this installation's journal had so many entries, the last at this position, under this seal. `why`:
 * the head had `moved`, nothing had for a while (`heartbeat`), somebody asked (`demand`), or the key changes: then `nextKey` signs from now on.
 */
export const checkpointSchema = z.strictObject({
  v: z.literal(1),
  installation: z.uuid(),
  position: z.int().min(0),
  count: z.int().min(0),
  seal: z.string().regex(/^[0-9a-f]{64}$/),
  at: z.iso.datetime(),
  why: z.enum(['moved', 'heartbeat', 'demand', 'rotation']),
  nextKey: publicKeySchema.optional(),
});
export type Checkpoint = z.infer<typeof checkpointSchema>;

/** One line of text; see docs/adr/0051. */
export function signedCheckpoint(checkpoint: Checkpoint, key: SigningKey): string {
  return signed(TYPE, checkpointSchema.parse(checkpoint), key);
}

export type OpenedCheckpoint =
  | { readonly ok: true; readonly checkpoint: Checkpoint; readonly keyId: string }
  | { readonly ok: false; readonly reason: 'unreadable' | 'unknown-key' | 'bad-signature' };

export function openedCheckpoint(line: string, keys: ReadonlyMap<string, PublicKey>): OpenedCheckpoint {
  const found = opened(TYPE, line, keys);
  if (!found.ok) return { ok: false, reason: found.reason };
  const read = checkpointSchema.safeParse(found.payload);
  return read.success ? { ok: true, checkpoint: read.data, keyId: found.keyId } : { ok: false, reason: 'unreadable' };
}
