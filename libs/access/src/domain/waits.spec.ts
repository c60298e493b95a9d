import { waitAfter } from './waits';

describe('the wait after wrong tries', () => {
  it('is nothing at first, doubles then, and has an end', () => {
    expect([1, 4, 5, 6, 7, 8, 9, 200, 1_000_000].map((tries) => waitAfter(tries, 5, 60))).toEqual([0, 0, 1, 2, 4, 8, 16, 60, 60]);
  });
});
