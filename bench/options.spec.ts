import { readOptions } from './options';

const letters = ['a', 'b', 'c'];

describe('the options of the bench', () => {
  it('measures everything as a table unless told otherwise', () => {
    expect(readOptions([], letters)).toEqual({ json: false, only: null, quick: false, long: false, write: false, help: false });
  });

  it('picks chapters, in the order of the report', () => {
    expect(readOptions(['--only', 'c,a', '--json'], letters)).toMatchObject({ json: true, only: ['a', 'c'] });
    expect(readOptions(['--only=B'], letters).only).toEqual(['b']);
  });

  it('says what is wrong', () => {
    expect(() => readOptions(['--only', 'a,z'], letters)).toThrow(/no "z"/);
    expect(() => readOptions(['--fast'], letters)).toThrow(/--fast/);
    expect(() => readOptions(['--quick', '--write'], letters)).toThrow(/not for quoting/);
  });
});
