import { PlainFailure } from '../../apps/cli/src/plain-failure';
import { readOptions } from './options';

const ids = ['T1', 'T2', 'LEADER'];

describe('the command line of the faults', () => {
  it('plays everything in the short form when nothing is asked for', () => {
    expect(readOptions([], ids)).toEqual({ only: null, long: false, write: false, list: false, keep: false, help: false, seed: null });
  });

  it('takes names of scenarios in any case, in the order of the list', () => {
    expect(readOptions(['--only', 'leader, t1', '--seed', '7'], ids)).toMatchObject({ only: ['T1', 'LEADER'], seed: 7 });
  });

  it.each([[['--only', 'T9']], [['--seed', 'x']], [['--write']], [['--loud']]])('refuses %j and says why', (words) => {
    expect(() => readOptions(words, ids)).toThrow(PlainFailure);
  });
});
