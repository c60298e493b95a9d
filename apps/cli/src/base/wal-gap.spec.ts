import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { gapIn } from './wal-gap';
import { nameOf } from './wal-segment';

const SEGMENT_BYTES = 1024 * 1024;
const of = { identifier: '7000000000000000001', segmentBytes: SEGMENT_BYTES };
const named = (timeline: number, number: number): string => nameOf({ timeline, number }, SEGMENT_BYTES);

/** A file of WAL as its first page tells of it; `number`: what it was written as. */
function content(number: number): Buffer {
  const page = Buffer.alloc(SEGMENT_BYTES);
  page.writeUInt16LE(0x0002, 2);
  page.writeBigUInt64LE(BigInt(number) * BigInt(SEGMENT_BYTES), 8);
  page.writeBigUInt64LE(BigInt(of.identifier), 24);
  return page;
}

describe('a gap in the WAL that a restore needs', () => {
  let folder = '';
  const put = (where: string, timeline: number, numbers: readonly number[], writtenAs?: number): void => {
    mkdirSync(join(folder, where), { recursive: true });
    for (const number of numbers) {
      const [name, page] = [named(timeline, number), content(writtenAs ?? number)];
      if (where === 'archive') writeFileSync(join(folder, where, `${name}.gz`), gzipSync(page, { level: 1 }));
      else writeFileSync(join(folder, where, name), page);
    }
  };
  const history = (timeline: number, ...lines: [parent: number, lsn: string][]): void =>
    writeFileSync(
      join(folder, 'archive', `0000000${String(timeline)}.history.gz`),
      gzipSync(lines.map(([parent, lsn]) => `${String(parent)}\t${lsn}\tno recovery target specified\n`).join('\n')),
    );
  const gap = (from = named(1, 4), ...folders: string[]) =>
    gapIn(
      ['archive', ...folders].map((name) => join(folder, name)),
      from,
      of,
    );

  beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'bongsu-test-gap-'))));
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('is none where one file follows the other, over 4 GB too', () => {
    put('archive', 1, [1, 4, 5, 6]);
    expect(gap()).toBeNull();
    put('archive', 1, [4_094, 4_095, 4_096, 4_097]);
    expect(named(1, 4_096)).toBe('000000010000000100000000');
    expect(gap(named(1, 4_094))).toBeNull();
  });

  it('is the first file that is missing while later ones are there', () => {
    put('archive', 1, [4, 5, 7, 9]);
    expect(gap()).toMatchObject({ endsBefore: named(1, 6), told: expect.stringContaining(`${named(1, 7)} is there`) as string });
    put('archive', 1, [6]);
    expect(gap()?.endsBefore).toBe(named(1, 8));
  });

  it('is filled from whatever folder has the file', () => {
    put('archive', 1, [4, 6]);
    put('saved', 1, [5]);
    expect(gap(named(1, 4), 'saved')).toBeNull();
  });

  it('is none at the end, where the server had files in store for what it would write next', () => {
    put('archive', 1, [4, 5]);
    put('saved', 1, [5, 6]);
    put('saved', 1, [7, 8], 3);
    expect(gap(named(1, 4), 'saved')).toBeNull();
  });

  it('is a file in store where one that was written is missing', () => {
    put('archive', 1, [4, 6]);
    put('saved', 1, [5], 2);
    expect(gap(named(1, 4), 'saved')).toMatchObject({ endsBefore: named(1, 5) });
  });

  it('is where the base begins when its first file is missing', () => {
    put('archive', 1, [5]);
    expect(gap()).toMatchObject({ endsBefore: named(1, 4), told: expect.stringContaining('the base cannot be restored') as string });
  });

  it('is looked for through the histories that lead to the newest, and not in what was left behind', () => {
    put('archive', 1, [4, 5, 6, 8]);
    // The second begins within the sixth file, and the third right at the beginning of the eighth.
    history(2, [1, '0/600100']);
    put('archive', 2, [6, 7]);
    history(3, [1, '0/600100'], [2, '0/800000']);
    put('archive', 3, [8, 9]);
    expect(gap()).toBeNull();
    rmSync(join(folder, 'archive', `${named(2, 6)}.gz`));
    expect(gap()?.endsBefore).toBe(named(2, 6));
    put('archive', 2, [6]);
    rmSync(join(folder, 'archive', `${named(3, 8)}.gz`));
    expect(gap()?.endsBefore).toBe(named(3, 8));
  });

  it('is not looked for on a way that the base is not on', () => {
    put('archive', 1, [4, 5, 6]);
    history(2, [1, '0/500100']);
    put('archive', 2, [5, 7]);
    expect(gap(named(1, 5))?.endsBefore).toBe(named(2, 6));
    expect(gap(named(1, 6))).toBeNull();
  });

  it('is a history that is missing while later WAL is of it', () => {
    put('archive', 1, [4, 5]);
    put('archive', 2, [5, 6]);
    expect(gap()).toMatchObject({ endsBefore: null, told: expect.stringContaining('00000002.history is missing') as string });
  });
});
