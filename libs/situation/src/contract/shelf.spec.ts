import fc from 'fast-check';
import { Shelf, type Shelved } from './shelf';

const thing = fc.record({ at: fc.constantFrom('2023-01-01', '2023-01-02', '2023-01-03'), id: fc.stringMatching(/^[a-f]{2}$/) });

describe('a shelf', () => {
  it('gives back the oldest first, by time and then by id, whatever came and went', () => {
    fc.assert(
      fc.property(fc.array(thing), fc.array(thing), fc.array(fc.stringMatching(/^[a-f]{2}$/)), (first, later, gone) => {
        const shelf = new Shelf(first);
        const kept = new Map(first.map((one) => [one.id, one]));
        fc.pre(kept.size === first.length);
        for (const one of later) {
          shelf.remove(one.id);
          shelf.add(one);
          shelf.add(one);
          kept.set(one.id, one);
        }
        for (const id of gone) {
          shelf.remove(id);
          kept.delete(id);
        }
        const taken: Shelved[] = [];
        for (let one = shelf.takeOldest(); one; one = shelf.takeOldest()) taken.push(one);
        expect(taken).toEqual([...kept.values()].sort((a, b) => `${a.at} ${a.id}`.localeCompare(`${b.at} ${b.id}`)));
      }),
    );
  });
});
