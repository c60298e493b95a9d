import { createHash } from 'node:crypto';
import type { Entry } from '@bongsu/kernel';

/** The seal before the first entry: 32 zero bytes. */
export const FIRST_SEAL = Buffer.alloc(32);

/**
 * The seal of an entry: sha256(previous seal ‖ position ‖ canonical entry). The canonical form is JSON with the keys of every
 * object sorted (RFC 8785), over exactly what the journal keeps, so that any change of content, order or number breaks the chain.
 */
export function sealOf(previous: Buffer, position: number, entry: Entry, canonicalise: (value: unknown) => string): Buffer {
  return createHash('sha256').update(previous).update(String(position)).update('\n').update(canonicalise(entry)).digest();
}
