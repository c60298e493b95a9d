import { Latest } from './latest';

describe('the latest things', () => {
  it('are kept up to a number; what was used longest ago goes', () => {
    const latest = new Latest<number>(2);
    latest.put('a', 1);
    latest.put('b', 2);
    latest.get('a');
    latest.put('c', 3);
    expect([...latest.entries()]).toEqual([
      ['a', 1],
      ['c', 3],
    ]);
  });

  it('are one for each key, and gone when dropped', () => {
    const latest = new Latest<number>(2);
    latest.put('a', 1);
    latest.put('a', 2);
    expect([latest.size, latest.get('a')]).toEqual([1, 2]);
    latest.drop('a');
    expect(latest.get('a')).toBeUndefined();
  });
});
