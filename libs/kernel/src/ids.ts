declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]?: Name };

/** Branded texts: an id of one kind is not offered where another is meant; a plain string from outside still passes a schema first. */
export type MissionId = Branded<'mission'>;
export type AccountId = Branded<'account'>;
export type IncidentId = Branded<'incident'>;

const BYTES_OF_ID = 16;
/** Random bytes are drawn for many identifiers at once: asking for them one by one takes most of the time of making one. */
const pool = new Uint8Array(256 * BYTES_OF_ID);
let used = pool.length;
const hexOf = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/**
 * A new identifier: UUID version 7 (RFC 9562 §5.7), 48 bits of milliseconds and 74 random bits, so that rows
 * inserted together lie together in their index.
 */
export function newId(): string {
  if (used === pool.length) {
    crypto.getRandomValues(pool);
    used = 0;
  }
  const random = (index: number): number => pool[used + index] ?? 0;
  const hex = (byte: number): string => hexOf[byte & 0xff] ?? '';
  const now = Date.now();
  const high = Math.floor(now / 2 ** 16);
  const time = `${hex(high >>> 24)}${hex(high >>> 16)}${hex(high >>> 8)}${hex(high)}-${hex(now / 256)}${hex(now)}`;
  const version = `${hex((random(6) & 0x0f) | 0x70)}${hex(random(7))}`;
  const variant = `${hex((random(8) & 0x3f) | 0x80)}${hex(random(9))}`;
  const node = hex(random(10)) + hex(random(11)) + hex(random(12)) + hex(random(13)) + hex(random(14)) + hex(random(15));
  used += BYTES_OF_ID;
  return `${time}-${version}-${variant}-${node}`;
}
