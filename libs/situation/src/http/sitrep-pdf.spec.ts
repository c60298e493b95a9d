import { inflateSync } from 'node:zlib';
import { instantAt } from '../../test/chance';
import { presented } from '../../test/presented';
import { sitrepPdf } from './sitrep-pdf';

const issuedAt = instantAt(60);

/** The hex code points that the embedded fonts can be read back as. */
function readable(pdf: Buffer): string {
  const streams = [...pdf.toString('latin1').matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)].map((match) =>
    Buffer.from(match[1] ?? '', 'latin1'),
  );
  const inflated = streams.map((stream) => {
    try {
      return inflateSync(stream).toString('latin1');
    } catch {
      return '';
    }
  });
  return inflated
    .filter((text) => text.includes('beginbfchar') || text.includes('beginbfrange'))
    .join('\n')
    .toLowerCase();
}

const hex = (character: string): string => (character.codePointAt(0) ?? 0).toString(16).padStart(4, '0');

describe('a situation report as PDF', () => {
  it('can be read back in Korean', async () => {
    const pdf = await sitrepPdf(presented('ko'), issuedAt);
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const text = readable(pdf);
    for (const character of '상황보고제보위기경재외국민') expect(text).toContain(hex(character));
  }, 60_000);

  it('carries a mark when it is not in force any more', async () => {
    const ended = { state: 'superseded', supersededBy: 4, reason: '값을 꿰뚫어 정정', endedAt: issuedAt } as const;
    const [plain, marked] = await Promise.all([sitrepPdf(presented('ko'), issuedAt), sitrepPdf(presented('ko', null, ended), issuedAt)]);
    for (const character of '꿰뚫') {
      expect(readable(plain)).not.toContain(hex(character));
      expect(readable(marked)).toContain(hex(character));
    }
  }, 60_000);

  it('is the same, byte for byte, however often it is printed', async () => {
    const [first, second] = await Promise.all([sitrepPdf(presented('en'), issuedAt), sitrepPdf(presented('en'), issuedAt)]);
    expect(first.equals(second)).toBe(true);
  }, 60_000);

  it('takes text that was meant to break it', async () => {
    const hostile = [
      'x'.repeat(2_000),
      '<b>& "quotes"</b>',
      '/etc/passwd file:///etc/passwd https://example.invalid/a.png',
      '𠮷 🚨 العربية',
    ].join('\n');
    const pdf = await sitrepPdf(presented('en', hostile), issuedAt);
    expect(pdf.length).toBeGreaterThan(10_000);
  }, 60_000);

  it('leaves the thread that prints to itself: ours goes on', async () => {
    let turns = 0;
    const ticking = setInterval(() => turns++, 5);
    await sitrepPdf(presented('en'), issuedAt);
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(10);
  }, 60_000);
});
