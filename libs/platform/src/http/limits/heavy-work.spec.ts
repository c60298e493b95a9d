import { HeavyWork } from './heavy-work';

describe('heavy work', () => {
  const heavy = () => new HeavyWork({ limits: { HEAVY_AT_ONCE: 2, HEAVY_WAITING: 1 } as never });

  it('is done a few at a time, the next one when one is done, whether well or not', async () => {
    const work = heavy();
    const begun: number[] = [];
    const ends: ((error?: Error) => void)[] = [];
    const one = (n: number) =>
      work.run(() => {
        begun.push(n);
        return new Promise<number>((resolve, reject) => ends.push((error) => (error ? reject(error) : resolve(n))));
      });
    const all = [one(1), one(2), one(3)];
    await Promise.resolve();
    expect(begun).toEqual([1, 2]);
    await expect(one(4)).rejects.toMatchObject({ status: 503, about: { retryAfterS: 5 } });
    ends[0]?.(new Error('out of paper'));
    await expect(all[0]).rejects.toThrow('out of paper');
    expect(begun).toEqual([1, 2, 3]);
    ends[1]?.();
    ends[2]?.();
    expect(await Promise.all(all.slice(1))).toEqual([2, 3]);
    const later = one(5);
    await Promise.resolve();
    ends[3]?.();
    expect(await later).toBe(5);
  });
});
