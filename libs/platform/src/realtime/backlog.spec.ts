import { cutSlowest } from './backlog';

describe('what waits for all boards together', () => {
  const reader = (waiting: number) => {
    const one = { waiting, isCut: false, cut: () => void (one.isCut = true) };
    return one;
  };

  it('is let wait while there is room for it', () => {
    const readers = [reader(50), reader(50)];
    expect(cutSlowest(readers, 100)).toBe(0);
    expect(readers.some(({ isCut }) => isCut)).toBe(false);
  });

  it('is shed from the slowest on, and no further than needed', () => {
    const readers = [reader(10), reader(60), reader(0), reader(40), reader(20)];
    expect(cutSlowest(readers, 100)).toBe(1);
    expect(readers.map(({ isCut }) => isCut)).toEqual([false, true, false, false, false]);
    expect(
      cutSlowest(
        readers.filter(({ isCut }) => !isCut),
        60,
      ),
    ).toBe(1);
    expect(readers.map(({ isCut }) => isCut)).toEqual([false, true, false, true, false]);
  });
});
