declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]?: Name };

/** Branded texts: an id of one kind is not offered where another is meant; a plain string from outside still passes a schema first. */
export type MissionId = Branded<'mission'>;
export type AccountId = Branded<'account'>;
export type IncidentId = Branded<'incident'>;

/**
 * A new identifier: UUID version 7 (RFC 9562 §5.7), 48 bits of milliseconds and 74 random bits, so that rows
 * inserted together lie together in their index.
 */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const now = Date.now();
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(now / 2 ** (8 * (5 - i))) & 0xff;
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
