import { createHash } from 'node:crypto';
import type { Entry } from '@bongsu/kernel';
import { canonical } from './canonical';

/** The seal before the first entry: 32 zero bytes. */
export const FIRST_SEAL = Buffer.alloc(32);
/** How entries are sealed from now on; each says in which way it was. */
export const SEAL_VERSION = 2;
export const SALT_BYTES = 16;

/** In which way an entry was sealed, with the salt of the second way. */
export type SealedWith = { readonly version: 1 } | { readonly version: 2; readonly salt: Buffer };

/**
 * The seal of an entry over the one before it, over exactly what the journal keeps, so that any change of content, order or number breaks the
 * chain. The canonical form is JSON with the keys of every object sorted (RFC 8785).
 *
 * Version 1: sha256(previous ‖ decimal position ‖ LF ‖ canonical entry). Version 2: see {@link entryDigestOf} and {@link linkOf}: the chain can be
 * followed across an entry by its digest alone, without its content.
 */
export function sealOf(previous: Buffer, position: number, entry: Entry, way: SealedWith): Buffer {
  if (way.version === 2) return linkOf(previous, position, entryDigestOf(way.salt, entry));
  return createHash('sha256').update(previous).update(String(position)).update('\n').update(canonical(entry)).digest();
}

/** sha256(salt ‖ canonical entry). The 128 random bits of the salt keep anyone from guessing what an entry says by trying. */
export function entryDigestOf(salt: Buffer, entry: Entry): Buffer {
  return createHash('sha256').update(salt).update(canonical(entry)).digest();
}

/** sha256(previous ‖ 0x02 ‖ position, 8 bytes, big-endian ‖ digest). A version 1 seal has a digit where this has 0x02. */
export function linkOf(previous: Buffer, position: number, digest: Buffer): Buffer {
  const place = Buffer.alloc(9);
  place.writeUInt8(SEAL_VERSION, 0);
  place.writeBigUInt64BE(BigInt(position), 1);
  return createHash('sha256').update(previous).update(place).update(digest).digest();
}
