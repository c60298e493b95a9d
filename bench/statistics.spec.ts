import { median, percentile, slopePerMinute } from './statistics';

describe('statistics of rounds', () => {
  it('takes the middle round, whatever the order', () => {
    expect(median([30, 10, 20])).toBe(20);
    expect(median([4, 1, 3, 2])).toBe(2.5);
  });

  it('takes percentiles by nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    expect(percentile(hundred, 50)).toBe(50);
    expect(percentile(hundred, 99)).toBe(99);
    expect(percentile([7], 99)).toBe(7);
  });

  it('finds how much a value grows in a minute, whatever it swings by', () => {
    const seen = [0, 1, 2, 3, 4, 5].map((n) => ({ atMs: 1_000 + n * 10_000, value: 50 + n * 2 }));
    expect(slopePerMinute(seen)).toBeCloseTo(12);
    const swinging = [0, 1, 2, 3, 4].map((n) => ({ atMs: n * 10_000, value: 50 + (n % 2) * 8 }));
    expect(slopePerMinute(swinging)).toBeCloseTo(0);
  });

  it('has no answer without a measurement', () => {
    expect(() => median([])).toThrow();
    expect(() => percentile([], 99)).toThrow();
    expect(() => slopePerMinute([{ atMs: 0, value: 1 }])).toThrow();
  });
});
