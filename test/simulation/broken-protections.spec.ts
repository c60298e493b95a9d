import type { Protection } from './protections';
import { tellSeed } from './seed';

/** What is found wrong with the first seed, of so many, that shows anything. */
async function found(lacks: readonly Protection[], among: number): Promise<string> {
  for (let seed = 1; seed <= among; seed++) {
    const { wrong } = await tellSeed(seed, { lacks });
    if (wrong.length > 0) return wrong.join('; ');
  }
  return 'nothing';
}

describe('the simulation finds', () => {
  it.each<[string, Protection, number, RegExp]>([
    ['a missing dedup row: a job has its effect twice', 'dedup-row', 60, /had its effect [2-9] times/],
    ['a missing Idempotency-Key: what was asked once is there twice', 'idempotency-key', 10, /is there \d times/],
    ['a missing If-Match: two people change what both had read', 'if-match', 60, /both changed|and made version/],
    ['a missing reconciler: what the queues lost is never done', 'reconciler', 10, /was never kept/],
    ['a missing row lock: a version that is not the one that was read', 'row-lock', 20, /was not locked before it was saved/],
    ['a missing advisory lock: a number that was given before', 'advisory-lock', 10, /refused a number/],
    ['a missing lock of the cursor: promises about to be written twice', 'cursor-lock', 10, /about to be owed twice/],
    ['a cursor that moves without its promises', 'cursor-with-promises', 10, /was promised and is not owed/],
    [
      'a state without its entries: boards and rows part',
      'entries-with-state',
      10,
      /the board shows|was never planned|is still|is nobody's/,
    ],
  ])(
    '%s',
    async (_what, protection, among, words) => {
      expect(await found([protection], among)).toMatch(words);
    },
    60_000,
  );
});

describe('behind a first fence stands a second, and the simulation finds that both are gone', () => {
  it.each<[string, Protection[], number, RegExp]>([
    [
      'row lock and version check: one change is written over another',
      ['row-lock', 'version-check'],
      20,
      /went from version \d+ to|both changed|which no act leads to/,
    ],
    [
      'advisory lock and numbers given once: the journal has two heads',
      ['advisory-lock', 'number-once'],
      10,
      /two sequencers|numbered twice|the journal is/,
    ],
    ['lock of the cursor and key of the promise: the same is owed twice', ['cursor-lock', 'promise-key'], 10, /is owed twice/],
  ])(
    '%s',
    async (_what, protections, among, words) => {
      expect(await found(protections, among)).toMatch(words);
    },
    60_000,
  );
});
