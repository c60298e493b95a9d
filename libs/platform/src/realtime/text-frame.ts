/** Of the first byte: the last (and only) fragment, of text. */
const WHOLE_TEXT = 0x81;
/** In place of a length in seven bits: it follows in two bytes, or in eight. */
const IN_TWO_BYTES = 126;
const IN_EIGHT_BYTES = 127;

/**
 * An unmasked WebSocket text frame (RFC 6455 §5.2) as a server sends it, of which only the head is made anew: `own` is ASCII and belongs to one
 * connection, `shared` is UTF-8 that many connections are sent.
 */
export function textFrame(own: string, shared: Buffer): readonly [head: Buffer, shared: Buffer] {
  const length = own.length + shared.length;
  const at = length < IN_TWO_BYTES ? 2 : length < 2 ** 16 ? 4 : 10;
  const head = Buffer.allocUnsafe(at + own.length);
  head[0] = WHOLE_TEXT;
  if (at === 2) head[1] = length;
  else if (at === 4) {
    head[1] = IN_TWO_BYTES;
    head.writeUInt16BE(length, 2);
  } else {
    head[1] = IN_EIGHT_BYTES;
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  head.write(own, at, 'latin1');
  return [head, shared];
}
