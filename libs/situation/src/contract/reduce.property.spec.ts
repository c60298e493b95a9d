import fc from 'fast-check';
import type { Entry } from '@bongsu/kernel';
import { eyesOver, isVisible } from '@bongsu/platform';
import { type Step, missions } from '../../test/chance';
import { historyOf } from '../../test/histories';
import { boardByAsking } from '../../test/oracle/board-by-asking';
import { emptyBoard, reduce, reduceAll, type BoardState } from './index';

const nat = fc.nat(0xffff);
const step: fc.Arbitrary<Step> = fc.record({ act: nat, a: nat, b: nat, c: nat, seen: fc.nat(31) });
const history = fc.array(step, { minLength: 1, maxLength: 220, size: 'max' }).map(historyOf);
/** Somebody at headquarters, or with these missions. */
const visibility = fc.oneof(fc.constant('*' as const), fc.subarray([...missions], { minLength: 1 })).map(eyesOver);
const runs = { numRuns: 60 };

describe('the board of a person', () => {
  it('shows of everything she may see what its history says, whatever she may not see', () => {
    fc.assert(
      fc.property(history, visibility, (entries, eyes) => {
        const visible = entries.filter((entry) => isVisible(entry.audience, eyes));
        expect(comparable(reduceAll(emptyBoard(), visible))).toEqual(comparable({ ...boardByAsking(visible), recent: [] }));
      }),
      runs,
    );
  });

  it('is the same whether the entries come one by one, all at once, or in any batches', () => {
    fc.assert(
      fc.property(history, fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 20 }), (entries, sizes) => {
        const oneByOne = entries.reduce((board: BoardState, entry) => reduce(board, entry), emptyBoard());
        expect(reduceAll(emptyBoard(), entries)).toEqual(oneByOne);
        expect(inBatches(entries, sizes)).toEqual(oneByOne);
      }),
      runs,
    );
  });

  it('is plain JSON, and goes on from its JSON as if nothing had been', () => {
    fc.assert(
      fc.property(history, fc.nat(220), (entries, cut) => {
        const half = reduceAll(emptyBoard(), entries.slice(0, cut));
        const restored = JSON.parse(JSON.stringify(half)) as BoardState;
        expect(restored).toStrictEqual(half);
        expect(reduceAll(restored, entries.slice(cut))).toEqual(reduceAll(emptyBoard(), entries));
      }),
      runs,
    );
  });

  it('never changes a board that somebody still holds', () => {
    fc.assert(
      fc.property(history, (entries) => {
        // Writing to a frozen object throws.
        entries.reduce((board: BoardState, entry) => frozen(reduce(board, frozen(entry))), frozen(emptyBoard()));
      }),
      runs,
    );
  });

  it('is the same for those who knew it all, whoever else is told later', () => {
    fc.assert(
      fc.property(history, (entries) => {
        const untold = entries.filter((entry) => !entry.kind.endsWith('-shared'));
        expect(comparable(reduceAll(emptyBoard(), entries))).toEqual(comparable(reduceAll(emptyBoard(), untold)));
      }),
      runs,
    );
  });

  it('does not depend on the order of neighbours that have nothing to do with each other', () => {
    fc.assert(
      fc.property(history, fc.nat(220), (entries, at) => {
        const [first, second] = [entries[at], entries[at + 1]];
        fc.pre(first !== undefined && second !== undefined && areUnrelated(first, second));
        const swapped = [...entries.slice(0, at), second, first, ...entries.slice(at + 2)] as Entry[];
        expect(comparable(reduceAll(emptyBoard(), swapped))).toEqual(comparable(reduceAll(emptyBoard(), entries)));
      }),
      { numRuns: 150 },
    );
  });
});

/** Without the ticker and the time of the last entry, and with sets where order says nothing. */
function comparable(board: BoardState): unknown {
  const incidents = Object.values(board.incidents).map(
    ({ lastEntryAt: _, ...incident }) => [incident.id, { ...incident, reportIds: [...incident.reportIds].sort() }] as const,
  );
  return { ...board, recent: [], incidents: Object.fromEntries(incidents) };
}

function inBatches(entries: readonly Entry[], sizes: readonly number[]): BoardState {
  let board = emptyBoard();
  for (let from = 0, turn = 0; from < entries.length; turn++) {
    const size = sizes[turn % sizes.length] ?? 1;
    board = reduceAll(board, entries.slice(from, from + size));
    from += size;
  }
  return board;
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(frozen);
  }
  return value;
}

/** No id in common: neither the things themselves nor what they belong to. */
function areUnrelated(a: Entry, b: Entry): boolean {
  const ids = new Set(idsIn(a));
  return idsIn(b).every((id) => !ids.has(id));
}

function idsIn({ subject, body }: Entry): string[] {
  return [
    subject.id,
    ...Object.entries(body as Record<string, unknown>).flatMap(([key, value]) =>
      key.endsWith('Id') && typeof value === 'string' ? [value] : [],
    ),
  ].filter((id) => !(missions as readonly string[]).includes(id) || subject.id === id);
}
