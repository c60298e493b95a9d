import { drawnLetters } from './spoken-code';

describe('letters of a code that is drawn', () => {
  it('are as many as asked for, each drawn by itself', () => {
    const drawn = [31, 0, 1, 2, 30, 9];
    expect(drawnLetters(6, () => drawn.shift() ?? 0)).toBe('Z012Y9');
  });

  it('hold nothing that is mistaken for a digit', () => {
    let at = 0;
    const all = drawnLetters(32, (limit) => at++ % limit);
    expect(new Set(all).size).toBe(32);
    expect(all).toMatch(/^[0-9A-HJKMNP-TV-Z]+$/);
  });
});
