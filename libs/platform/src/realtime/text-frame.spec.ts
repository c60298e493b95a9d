import { textFrame } from './text-frame';

/** What a client reads (RFC 6455 §5.2): whole, text, unmasked. */
function read(frame: readonly Buffer[]): { length: number; text: string } {
  const bytes = Buffer.concat(frame);
  expect(bytes[0]).toBe(0x81);
  const short = bytes.readUInt8(1);
  const [length, at] =
    short === 126 ? [bytes.readUInt16BE(2), 4] : short === 127 ? [Number(bytes.readBigUInt64BE(2)), 10] : ([short, 2] as const);
  return { length, text: bytes.subarray(at).toString('utf8') };
}

describe('a text frame with a shared tail', () => {
  it.each([0, 1, 118, 119, 120, 65_528, 65_529, 65_530, 200_000])('says how long it is, with %i shared bytes', (shared) => {
    const { length, text } = read(textFrame('42{"n":1', Buffer.alloc(shared, 'x')));
    expect(length).toBe(shared + 8);
    expect(text).toBe(`42{"n":1${'x'.repeat(shared)}`);
  });

  it('counts bytes and not characters', () => {
    const { length, text } = read(textFrame('4', Buffer.from('봉수')));
    expect(length).toBe(7);
    expect(text).toBe('4봉수');
  });

  it('does not copy what many are sent', () => {
    const shared = Buffer.from('shared');
    expect(textFrame('4', shared)[1]).toBe(shared);
  });
});
