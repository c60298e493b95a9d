import { aimsTable, chaptersText, withBlock } from './document';
import type { PrintedFigure } from './figure';
import { type ChapterRecord, type Circumstances, merged } from './record';

const circumstances: Circumstances = {
  at: '2026-11-22T22:40:00.000Z',
  cpu: 'a processor',
  cores: 2,
  memoryGb: 24,
  kernel: '6.1',
  node: '20.20.2',
  postgres: '18.4',
  redis: '7.0.15',
  disk: 'on disk',
  loadAtStart: 0.31,
  commit: 'abc1234',
};
const intake: PrintedFigure = {
  name: 'a  POST | reports',
  value: 1_234,
  floor: 4_936,
  ratio: 0.25,
  aim: 'ratio ≥ 0.5',
  met: false,
  unit: '/s',
};
const cpu: PrintedFigure = { name: '   CPU for each', value: 312, floor: 61.8, ratio: 5.05, aim: null, met: null, unit: 'µs' };
const heap: PrintedFigure = { name: 'k  heap of a board', value: 12, floor: null, ratio: null, aim: '≤ 20 KB', met: true, unit: 'KB' };
const chapter = (letter: string, figures: PrintedFigure[], more: Partial<Circumstances> = {}): ChapterRecord => ({
  letter,
  title: `chapter ${letter}`,
  figures,
  circumstances: { ...circumstances, ...more },
});

describe('what is written between marks', () => {
  const text = 'before\n<!-- bench:aims -->\nold\n<!-- /bench:aims -->\nafter <!-- bench:other --><!-- /bench:other -->';

  it('replaces what stands there and nothing around it, as often as one likes', () => {
    const once = withBlock(text, 'aims', 'new');
    expect(once).toBe('before\n<!-- bench:aims -->\n\nnew\n\n<!-- /bench:aims -->\nafter <!-- bench:other --><!-- /bench:other -->');
    expect(withBlock(once, 'aims', 'new')).toBe(once);
  });

  it('says which marks are missing, doubled or the wrong way round', () => {
    expect(() => withBlock('no marks', 'aims', 'new')).toThrow(/<!-- bench:aims -->/);
    expect(() => withBlock(`${text}${text}`, 'aims', 'new')).toThrow(/once each/);
    expect(() => withBlock('<!-- /bench:aims --> <!-- bench:aims -->', 'aims', 'new')).toThrow(/once each/);
  });
});

describe('the tables of the document', () => {
  it('tells of each aim whether it is met, and leaves out what has none', () => {
    const table = aimsTable([chapter('a', [intake, cpu]), chapter('k', [heap])]);
    expect(table).toMatch(/^1 of 2 aims are met\.$/m);
    expect(table).toContain('| a | POST \\| reports | 1,234 /s | 4,936 /s | 0.25 | ratio ≥ 0.5 | **no** |');
    expect(table).toContain('| k | heap of a board | 12.0 KB | – | – | ≤ 20 KB | yes |');
    expect(table).not.toContain('CPU');
  });

  it('names the machine once for chapters of one run, and again for another run', () => {
    const text = chaptersText([
      chapter('a', [intake, cpu]),
      chapter('b', []),
      chapter('c', [], { at: '2026-11-23T01:00:00.000Z', loadAtStart: 1.6 }),
    ]);
    expect(text.match(/^Measured /gm)).toHaveLength(2);
    expect(text).toContain('Measured 2026-11-22 22:40 UTC at commit abc1234: 2 cores (a processor), 24 GB, Linux kernel 6.1;');
    expect(text).toMatch(/Load when it began: 0\.31\.$/m);
    expect(text).toMatch(/Load when it began: 1\.60: \*\*busy/);
    expect(text).toContain('| CPU for each | 312 µs | 61.8 µs | 5.05 | – |');
  });
});

describe('what is kept of earlier runs', () => {
  it('takes the new figures of a chapter and leaves the others', () => {
    const kept = [chapter('a', [intake]), chapter('c', [])];
    const record = merged(kept, [chapter('b', [heap]), chapter('a', [cpu])]);
    expect(record.map(({ letter }) => letter)).toEqual(['a', 'b', 'c']);
    expect(record[0]?.figures).toEqual([cpu]);
  });
});
