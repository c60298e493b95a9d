import { Losses } from './losses';

describe('the losses of a Cluster', () => {
  const clock = { ms: 0 };
  const losses = (): Losses => {
    clock.ms = 1_000_000;
    return new Losses(() => clock.ms);
  };

  it('are survived by whoever began before, and by nobody who began afterwards', () => {
    const told = losses();
    expect(told.survivors(new Map([['old', 0]]))).toEqual([]);
    told.note();
    expect(
      told.survivors(
        new Map([
          ['old', clock.ms - 1],
          ['new', clock.ms + 1],
        ]),
      ),
    ).toEqual(['old']);
  });

  it('make nobody begin anew more than once a minute, however often they are told', () => {
    const told = losses();
    const begun = new Map([['worker', clock.ms]]);
    told.note();
    expect(told.survivors(begun)).toEqual(['worker']);
    clock.ms += 30_000;
    begun.set('worker', clock.ms);
    told.note();
    expect(told.survivors(begun)).toEqual([]);
    clock.ms += 31_000;
    expect(told.survivors(begun)).toEqual(['worker']);
  });

  it.each([
    ['Too many Cluster redirections. Last error: ReplyError: CLUSTERDOWN The cluster is down', true],
    ['Connection is closed.', true],
    ['Missing lock for job 7. moveToFinished', false],
  ])('are heard of in what a worker says: %s', (message, isOne) => {
    const told = losses();
    told.hear(new Error(message));
    expect(told.survivors(new Map([['worker', clock.ms]]))).toHaveLength(isOne ? 1 : 0);
  });
});
