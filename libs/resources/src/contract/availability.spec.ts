import fc from 'fast-check';
import { NOW, inDays, lot, need, person } from '../../test/examples';
import { assignStaff } from './assign-staff';
import { compareByExpiry, free, lotObstacle, pickLots } from './lot-rules';
import { skills } from './staff';
import { standing } from './staff-member';
import { compareForNeed, staffObstacle } from './staff-need';

describe('whether a person can be sent', () => {
  it.each([
    ['no-skill', person('a', { skills: ['logistics'] }), need()],
    ['no-language', person('a'), need({ languages: ['tr'] })],
    ['no-language', person('a', { languages: [{ code: 'tr', level: 'A2' }] }), need({ languages: ['tr'] })],
    [null, person('a', { languages: [{ code: 'tr', level: 'B1' }] }), need({ languages: ['ar', 'tr'] })],
    ['no-visa', person('a'), need({ visaFor: 'TR' })],
    ['no-visa', person('a', { visas: [{ countryIso2: 'TR', validUntil: inDays(13) }] }), need({ visaFor: 'TR' })],
    [null, person('a', { visas: [{ countryIso2: 'TR', validUntil: inDays(14) }] }), need({ visaFor: 'TR' })],
    ['engaged', person('a', { state: 'reserved' }), need()],
    ['engaged', person('a', { state: 'deployed' }), need()],
    ['engaged', person('a', { state: 'unavailable' }), need()],
    ['on-rest', person('a', { state: 'recovering', restUntil: inDays(1) }), need()],
    [null, person('a', { state: 'recovering', restUntil: NOW }), need()],
    [null, person('a'), need()],
  ] as const)('%s', (obstacle, member, wanted) => {
    expect(staffObstacle(member, wanted, NOW)).toBe(obstacle);
  });

  it('ends its rest by the clock alone', () => {
    const back = person('a', { state: 'recovering', restUntil: inDays(3) });
    expect([standing(back, inDays(2.99)), standing(back, inDays(3))]).toEqual(['recovering', 'available']);
  });

  it('prefers the language, then the longest at home, then the less versatile', () => {
    const speaks = (level: 'B1' | 'C1') => ({ languages: [{ code: 'tr', level }] });
    const people = [
      person('versatile', { ...speaks('B1'), skills: ['consular', 'medical'] }),
      person('back-lately', { ...speaks('B1'), lastReturnAt: inDays(-5) }),
      person('plain', speaks('B1')),
      person('fluent', { ...speaks('C1'), lastReturnAt: inDays(-4) }),
    ];
    expect([...people].sort(compareForNeed(need({ languages: ['tr'] }))).map(({ id }) => id)).toEqual([
      'fluent',
      'plain',
      'versatile',
      'back-lately',
    ]);
  });
});

describe('who goes for which line', () => {
  const skill = fc.constantFrom(...skills.slice(0, 4));
  const staff = fc
    .array(fc.uniqueArray(skill, { minLength: 1, maxLength: 3 }), { maxLength: 7 })
    .map((all) => all.map((own, at) => person(`p${at}`, { skills: own })));
  const lines = fc
    .array(fc.record({ skill, count: fc.integer({ min: 1, max: 3 }) }), { minLength: 1, maxLength: 4 })
    .map((all) => all.map((line, at) => ({ lineNo: at + 1, need: need({ skill: line.skill }), count: line.count })));

  it('sends nobody twice, only the suitable, and never more than asked', () => {
    fc.assert(
      fc.property(lines, staff, (asked, people) => {
        const sent = assignStaff(asked, people, NOW);
        const all = [...sent.values()].flat();
        expect(new Set(all).size).toBe(all.length);
        for (const line of asked) {
          const ids = sent.get(line.lineNo) ?? [];
          expect(ids.length).toBeLessThanOrEqual(line.count);
          for (const id of ids) expect(people.find((one) => one.id === id)?.skills).toContain(line.need.skill);
        }
      }),
    );
  });

  it('fills as many places as can be filled (against trying every way)', () => {
    fc.assert(
      fc.property(lines, staff, (asked, people) => {
        const filled = [...assignStaff(asked, people, NOW).values()].flat().length;
        const places = asked.flatMap((line) => Array.from({ length: line.count }, () => line.need.skill));
        const most = (at: number, used: ReadonlySet<string>): number => {
          const place = places[at];
          if (place === undefined) return 0;
          const without = most(at + 1, used);
          return people.reduce(
            (best, one) =>
              used.has(one.id) || !one.skills.includes(place) ? best : Math.max(best, 1 + most(at + 1, new Set([...used, one.id]))),
            without,
          );
        };
        expect(filled).toBe(most(0, new Set()));
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });
});

describe('whether a lot can be sent', () => {
  it.each([
    [null, lot('a', 5), false],
    ['reserved', lot('a', 5, { reserved: 5 }), false],
    ['not-good', lot('a', 5, { condition: 'quarantined' }), true],
    ['not-good', lot('a', 5, { condition: 'disposed' }), true],
    ['expired', lot('a', 5, { condition: 'expired' }), true],
    ['expired', lot('a', 5, { expiresAt: NOW }), true],
    ['expires-too-soon', lot('a', 5, { expiresAt: inDays(29) }), false],
    [null, lot('a', 5, { expiresAt: inDays(29) }), true],
    [null, lot('a', 5, { expiresAt: inDays(30) }), false],
  ] as const)('%s', (obstacle, of, named) => {
    expect(lotObstacle(of, NOW, named)).toBe(obstacle);
  });

  it('goes out first that expires first, what never expires last', () => {
    const lots = [lot('never', 5), lot('late', 5, { expiresAt: inDays(400) }), lot('early', 5, { expiresAt: inDays(40) })];
    expect([...lots].sort(compareByExpiry).map(({ id }) => id)).toEqual(['early', 'late', 'never']);
    expect(pickLots(lots, 'KIT', 12, NOW)).toEqual([
      { lotId: 'early', quantity: 5 },
      { lotId: 'late', quantity: 5 },
      { lotId: 'never', quantity: 2 },
    ]);
  });

  it('is never taken beyond what is free, and never short while there is enough', () => {
    const lots = fc
      .array(fc.record({ quantity: fc.nat(20), reserved: fc.nat(20), days: fc.integer({ min: -10, max: 500 }) }), { maxLength: 6 })
      .map((all) =>
        all.map(({ quantity, reserved, days }, at) =>
          lot(`l${at}`, quantity, { reserved: Math.min(quantity, reserved), expiresAt: inDays(days) }),
        ),
      );
    fc.assert(
      fc.property(lots, fc.integer({ min: 1, max: 60 }), (shelf, count) => {
        const picks = pickLots(shelf, 'KIT', count, NOW);
        const usable = shelf.filter((one) => lotObstacle(one, NOW) === null);
        const taken = picks.reduce((total, { quantity }) => total + quantity, 0);
        expect(taken).toBe(
          Math.min(
            count,
            usable.reduce((total, one) => total + free(one), 0),
          ),
        );
        for (const { lotId, quantity } of picks) expect(quantity).toBeLessThanOrEqual(free(usable.find(({ id }) => id === lotId)!));
      }),
    );
  });
});
