import { freshBytes } from './fresh-bytes';

describe('fresh random bytes', () => {
  it('are as many as were asked for, also beyond what is drawn at once', () => {
    for (const count of [0, 1, 12, 32, 4_095, 4_096, 4_097, 10_000]) expect(freshBytes(count)).toHaveLength(count);
  });

  it('are never given out twice, nor left as zeros', () => {
    const given = Array.from({ length: 5_000 }, () => freshBytes(12).toString('hex'));
    expect(new Set(given).size).toBe(given.length);
    expect(given).not.toContain('00'.repeat(12));
  });

  it('belong to whoever asked: what she writes into them reaches nobody else', () => {
    const mine = freshBytes(16);
    const before = mine.toString('hex');
    freshBytes(16).fill(7);
    expect(mine.toString('hex')).toBe(before);
    expect(mine.buffer.byteLength).toBe(16);
  });
});
