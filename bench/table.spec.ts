import { atLeast, atMost, atMostWithMargin, isMet, noMoreThan, none, printed } from './figure';
import { tableOf } from './table';

const intake = { name: 'a  intake', value: 1_234.5678, floor: 2_000, unit: '/s', aim: atLeast(0.5) };

describe('the table of figures', () => {
  it('shows each figure beside its floor, the ratio, the aim and whether it is met', () => {
    const table = tableOf([
      intake,
      { ...intake, name: 'a  slow', value: 900 },
      { name: 'e  memory', value: 98.76, floor: null, unit: 'MB', aim: null },
    ]);
    expect(table).toMatch(/a {2}intake +1,235 \/s +2,000 \/s +0\.62 +ratio ≥ 0\.5 +met$/m);
    expect(table).toMatch(/a {2}slow +900 \/s +2,000 \/s +0\.45 +ratio ≥ 0\.5 +MISSED$/m);
    expect(table).toMatch(/e {2}memory +98\.8 MB +– +– +–$/m);
  });

  it('knows which way each aim looks', () => {
    expect(atLeast(0.5).isMet(49, 100)).toBe(false);
    expect(atLeast(0.5).isMet(50, 100)).toBe(true);
    expect(atMost(1.5).isMet(150, 100)).toBe(true);
    expect(atMost(1.5).isMet(151, 100)).toBe(false);
    expect(atMostWithMargin(2, 25).isMet(31, 3)).toBe(true);
    expect(atMostWithMargin(2, 25).isMet(32, 3)).toBe(false);
    expect(none.isMet(0, Number.NaN)).toBe(true);
    expect(none.isMet(1, Number.NaN)).toBe(false);
  });

  it('holds an aim that needs no floor against the value alone, and misses one that needs it', () => {
    const heap = { name: 'k  heap', value: 21, floor: null, unit: 'KB', aim: noMoreThan(20, 'KB') };
    expect(isMet(heap)).toBe(false);
    expect(isMet({ ...heap, value: 20 })).toBe(true);
    expect(isMet({ ...heap, aim: atLeast(0.5) })).toBe(false);
    expect(tableOf([heap])).toMatch(/k {2}heap +21\.0 KB +– +– +≤ 20 KB +MISSED$/m);
  });

  it('prints as JSON what it names, rounded to what is known', () => {
    expect(printed(intake)).toEqual({
      name: 'a  intake',
      value: 1_235,
      floor: 2_000,
      ratio: 0.6173,
      aim: 'ratio ≥ 0.5',
      met: true,
      unit: '/s',
    });
    expect(printed({ ...intake, floor: null, aim: null })).toMatchObject({ floor: null, ratio: null, aim: null, met: null });
  });
});
