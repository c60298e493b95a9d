import { defineEntry } from './entry';

describe('an entry kind', () => {
  const Moved = defineEntry('test.moved', {
    parse(value: unknown): { to: string } {
      if (typeof (value as { to?: unknown }).to !== 'string') throw new Error('to must be a text');
      return value as { to: string };
    },
  });
  const about = { subject: { type: 'thing', id: '1' }, audience: ['KR-EMB-TR'] };

  it('states what happened, about no incident unless one is named', () => {
    expect(Moved.of({ ...about, body: { to: 'b' } })).toEqual({ kind: 'test.moved', ...about, incidentId: null, body: { to: 'b' } });
  });

  it('does not let a body of another shape into the journal', () => {
    expect(() => Moved.of({ ...about, body: { to: 7 } as never })).toThrow('to must be a text');
  });
});
